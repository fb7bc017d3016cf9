"""Whether what refers to another part of the page finds it."""

from __future__ import annotations

from collections.abc import Iterator

from narration.checking.findings import Finding, problem
from narration.checking.subject import Subject, shorten
from narration.document.inline import gather
from narration.document.tree import Element

LOST_LABEL = problem(
    "label-for-nothing",
    "The label is read as plain text, and its field may have no name at all.",
    "Make the label's for the id of its field, or put the field into the label.",
)
LOST_REFERENCE = problem(
    "reference-to-nothing",
    "A name, hint or error that was meant for this control is not read with it.",
    "Make the attribute name an id that stands in the page.",
)
DUPLICATE = problem(
    "duplicate-id",
    "What refers to this id gets the first element that has it: likely the wrong name or hint.",
    "Give every element an id of its own.",
)

_REFERRING = ("aria-labelledby", "aria-describedby", "aria-errormessage", "headers", "list", "for")
_LABELABLE = frozenset(
    ("button", "input", "meter", "output", "progress", "select", "textarea"),
)


def check_references(subject: Subject) -> Iterator[Finding]:
    """Find ids that are referred to, but stand nowhere, or twice."""
    counts = subject.page.id_counts
    reported: set[str] = set()
    for element in subject.elements:
        for name, target in _references(element):
            if not counts[target] and name != "for":
                yield LOST_REFERENCE.broken(subject.where(element), f'{name}="{target}"')
            elif counts[target] > 1 and target not in reported:
                reported.add(target)
                yield DUPLICATE.broken(subject.where(element), f'id="{shorten(target)}"')


def check_labels(subject: Subject) -> Iterator[Finding]:
    """Find labels that belong to no field."""
    for label in (each for each in subject.seen if each.tag == "label" and each.get("for")):
        target = subject.page.ids.get(label.get("for"))
        missing = not subject.page.id_counts[label.get("for")]
        if missing or (target and not _is_labelable(target)):
            text = "".join(piece.text for piece in gather(label)).strip()
            yield LOST_LABEL.broken(subject.where(label), shorten(text))


def _references(element: Element) -> Iterator[tuple[str, str]]:
    for name in _REFERRING:
        if name != "for" or element.tag == "label":
            yield from ((name, target) for target in element.tokens(name))


def _is_labelable(element: Element) -> bool:
    return element.tag in _LABELABLE or "-" in element.tag
