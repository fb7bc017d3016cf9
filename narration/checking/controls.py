"""Whether every control and group of options can be told from the others by ear."""

from __future__ import annotations

from collections.abc import Iterator

from narration.checking.findings import Finding, problem, warning
from narration.checking.subject import Subject, shorten
from narration.document.blocks import Kind
from narration.document.roles import field_kind, input_type, is_button, is_field

NAMELESS = problem(
    "control-without-name",
    "The listener hears what to do here, but not what it is about.",
    "Give the control a <label for>, or an aria-label; give a button text.",
)
PLACEHOLDER = problem(
    "placeholder-as-name",
    "The name goes away as soon as something is written, and is often not read at all.",
    "Give the field a <label for>, and keep the placeholder for an example.",
)
LEGENDLESS = problem(
    "group-without-legend",
    "The listener hears the options, but not the question that they answer.",
    "Put the options in a <fieldset> whose <legend> is the question.",
)
PURPOSELESS = warning(
    "field-without-autocomplete",
    "The browser cannot fill in what it knows, so that everything has to be spelt again.",
    "Add autocomplete, such as autocomplete=email or autocomplete=tel.",
)

_NAMED_BY_BROWSERS = frozenset(("submit", "reset"))
_PERSONAL = frozenset(("email", "tel"))


def check_names(subject: Subject) -> Iterator[Finding]:
    """Find controls without a name, or with none but their placeholder."""
    for control in subject.controls:
        if is_button(control):
            standard = control.tag == "input" and input_type(control) in _NAMED_BY_BROWSERS
            if not standard and not subject.names.button(control):
                yield NAMELESS.broken(subject.where(control))
        elif not subject.names.field(control, Kind.LABEL):
            yield NAMELESS.broken(subject.where(control))
        elif not subject.names.lasting(control, Kind.LABEL):
            yield PLACEHOLDER.broken(subject.where(control), shorten(control.get("placeholder")))


def check_groups(subject: Subject) -> Iterator[Finding]:
    """Find options of one question that no legend belongs to."""
    for choices in {id(each): each for each in subject.references.choices.values()}.values():
        group = subject.references.group_of[choices[0]]
        several = len(choices) > 1 and field_kind(choices[0]) in ("radio", "checkbox")
        if several and not (group and subject.names.group(group)):
            yield LEGENDLESS.broken(subject.where(choices[0]))


def check_purposes(subject: Subject) -> Iterator[Finding]:
    """Find fields for the member's own address or number that do not say so."""
    for control in subject.controls:
        personal = control.tag == "input" and input_type(control) in _PERSONAL
        if personal and is_field(control) and not control.get("autocomplete"):
            yield PURPOSELESS.broken(subject.where(control))
