"""Form controls: what each is called, what to do with it, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from narration.document import phrases
from narration.document.additions import Additions
from narration.document.blocks import Block, Kind
from narration.document.names import Names, is_required, is_wrong
from narration.document.options import Options
from narration.document.references import References
from narration.document.roles import field_kind, input_type, is_button, is_true
from narration.document.tree import Element, Page
from narration.document.values import limits, read_value

_WITH_OPTIONS = frozenset(("select", "listbox", "tablist"))


class Controls:
    """Says the controls of one page."""

    def __init__(self, page: Page, references: References) -> None:
        self._references = references
        self._names = Names(page, references)
        self.additions = self._added = Additions(page)
        self._options = Options(page, references, self._added)

    def read(self, control: Element) -> Iterator[Block]:
        """Yield what is said at a field or button."""
        if is_button(control):
            yield from self._button(control)
            return
        kind = field_kind(control)
        choices = self._references.choices.get(control, [])
        if kind == "radio" or (kind == "checkbox" and len(choices) > 1):
            yield from self._choice(control, kind, choices)
        else:
            yield from self._field(control, kind)

    def read_group(self, group: Element) -> Iterator[Block]:
        """Yield the question that a group of fields answers, with its hint and error."""
        named = self._names.group(group)
        yield from named
        yield from self._names.descriptions(group, named)

    def _button(self, button: Element) -> Iterator[Block]:
        named = self._names.button(button)
        kind = input_type(button) if button.tag == "input" else ""
        if not named and kind in ("submit", "image", "reset"):
            key = "clear" if kind == "reset" else "send"
            named = [self._added.say(button, key, Kind.BUTTON)]
        yield from named
        yield from self._names.descriptions(button, named)
        if button.get("aria-pressed"):
            pressed = is_true(button, "aria-pressed")
            yield self._added.state(button, "switched_on" if pressed else "switched_off")
        if button.expanded is not None:
            yield self._added.state(button, "expanded" if button.expanded else "collapsed")
        yield from self._disabled(button)

    def _field(self, field: Element, kind: str) -> Iterator[Block]:
        named = self._names.field(field, Kind.LEGEND if kind == "tablist" else Kind.LABEL)
        yield from named
        described = list(self._names.descriptions(field, named))
        yield from described
        yield self._added.say(field, _what_to_do(field, kind), Kind.ROLE)
        told = any(block.kind is Kind.ERROR for block in described)
        yield from self._states(field, told)
        yield from self._answer(field, kind)

    def _states(self, field: Element, told: bool) -> Iterator[Block]:
        """Yield what holds for a field; that it is wrong is not said after an error."""
        if is_required(field):
            yield self._added.state(field, "required")
        if is_wrong(field) and not told:
            yield self._added.answer(field, "invalid")
        if "readonly" in field.attributes or is_true(field, "aria-readonly"):
            yield self._added.state(field, "read_only")
        yield from self._disabled(field)

    def _disabled(self, control: Element) -> Iterator[Block]:
        if control in self._references.disabled:
            yield self._added.state(control, "disabled")

    def _answer(self, field: Element, kind: str) -> Iterator[Block]:
        """Yield what can be answered, and what has been."""
        if kind in ("checkbox", "switch"):
            yield from self._tick(field, kind)
            return
        if kind == "range":
            low, high = limits(field)
            scale = self._added.say(field, "limits", Kind.HINT, low=low, high=high)
            yield replace(scale, private=field.delivery.private)
        if kind not in _WITH_OPTIONS:
            for number, value in enumerate(read_value(field, kind)):
                if not number:
                    yield self._added.state(field, "value")
                yield value
        if kind in _WITH_OPTIONS or kind == "combobox":
            yield from self._options.read(field)

    def _tick(self, field: Element, kind: str) -> Iterator[Block]:
        if kind == "switch":
            yield self._added.answer(field, "switched_on" if _is_checked(field) else "switched_off")
        elif _is_checked(field):
            yield self._added.answer(field, "ticked")
        elif field.get("aria-checked").lower() == "mixed":
            yield self._added.answer(field, "partly_ticked")

    def _choice(self, control: Element, kind: str, choices: list[Element]) -> Iterator[Block]:
        """Yield an option, after what to do with all of them if it is the first."""
        if control is choices[0]:
            role = "choose_one" if kind == "radio" else "choose_any"
            yield self._added.say(control, role, Kind.ROLE)
            group = self._references.group_of[control]
            if any(map(is_required, choices)) or (group and is_required(group)):
                yield self._added.state(control, "required")
        named = self._names.field(control, Kind.OPTION)
        yield from named
        if len(choices) > 1:
            number = self._references.numbers[control]
            yield self._added.position(control, number, len(choices))
        if _is_checked(control):
            yield self._added.answer(control, "chosen")
        yield from self._disabled(control)
        yield from self._names.descriptions(control, named)


def _is_checked(control: Element) -> bool:
    native = control.tag == "input"
    return "checked" in control.attributes if native else is_true(control, "aria-checked")


def _what_to_do(control: Element, kind: str) -> str:
    """Return the key of what to do with a field."""
    several = "multiple" in control.attributes or is_true(control, "aria-multiselectable")
    if kind in ("select", "listbox"):
        return "choose_several_from_list" if several else "choose_from_list"
    if kind == "file":
        return "choose_files" if several else "choose_file"
    if kind == "combobox":
        return "write_or_choose" if control.tag == "input" else "choose_from_list"
    return phrases.WHAT_TO_DO.get(kind, "write")
