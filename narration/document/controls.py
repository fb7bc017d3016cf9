"""Form controls: what each is called, what to do with it, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from narration.characters import clean, collapse, is_spoken
from narration.document import phrases
from narration.document.blocks import Block, Kind
from narration.document.inline import phrase
from narration.document.references import References, input_type, is_button, is_field, legend_of
from narration.document.tree import Element, Page

_VALUE_HINTS = {"date": "date", "time": "time", "tel": "telephone"}
_WITHOUT_VALUE = frozenset(("password", "file", "color"))


class Controls:
    """Says the controls of one page. A hint or error that several share is said at the first."""

    def __init__(self, page: Page, references: References) -> None:
        self._page = page
        self._references = references
        self._described: set[Element] = set()
        self._phrases: dict[tuple[Element, Kind], list[Block]] = {}

    def read(self, control: Element) -> Iterator[Block]:
        """Yield what is said at a field or button."""
        if is_button(control):
            yield from self._button(control)
            return
        kind = input_type(control) if control.tag == "input" else control.tag
        choices = self._references.choices.get(control, [])
        if kind == "radio" or (kind == "checkbox" and len(choices) > 1):
            yield from self._choice(control, kind, choices)
        else:
            yield from self._field(control, kind)

    def read_group(self, group: Element) -> Iterator[Block]:
        """Yield the question that a group of fields answers, with its hint and error."""
        yield from self._named(group, Kind.LEGEND) or self._legend(group)
        yield from self._descriptions(group)

    def _legend(self, group: Element) -> list[Block]:
        legend = legend_of(group)
        return self._phrase(legend, Kind.LEGEND) if legend else []

    def _button(self, control: Element) -> Iterator[Block]:
        named = self._named(control, Kind.BUTTON) or self._phrase(control, Kind.BUTTON)
        if control.tag == "input" and not named:
            text = control.get("value") or control.get("alt") or control.get("title")
            named = self._text(control, text, Kind.BUTTON)
            if not named and input_type(control) in ("submit", "image"):
                named = [self._added(control, "send", Kind.BUTTON)]
        yield from named or self._text(control, control.get("title"), Kind.BUTTON)
        yield from self._descriptions(control)

    def _field(self, control: Element, kind: str) -> Iterator[Block]:
        yield from self._name(control, Kind.LABEL)
        yield from self._descriptions(control)
        yield self._added(control, _what_to_do(control, kind), Kind.ROLE)
        if _is_required(control):
            yield self._added(control, "required", Kind.STATE)
        if kind == "checkbox":
            if "checked" in control.attributes:
                yield self._added(control, "ticked", Kind.STATE)
            return
        if "readonly" in control.attributes or "disabled" in control.attributes:
            yield self._added(control, "read_only", Kind.STATE)
        yield from self._options(control) if kind == "select" else self._value(control, kind)

    def _choice(self, control: Element, kind: str, choices: list[Element]) -> Iterator[Block]:
        """Yield an option, after what to do with all of them if it is the first."""
        if control is choices[0]:
            role = "choose_one" if kind == "radio" else "choose_any"
            yield self._added(control, role, Kind.ROLE)
            group = self._references.group_of[control]
            if any(map(_is_required, choices)) or (group and _is_required(group)):
                yield self._added(control, "required", Kind.STATE)
        yield from self._name(control, Kind.OPTION)
        if len(choices) > 1:
            yield self._position(control, self._references.numbers[control], len(choices))
        if "checked" in control.attributes:
            yield self._added(control, "chosen", Kind.STATE)
        yield from self._descriptions(control)

    def _options(self, select: Element) -> Iterator[Block]:
        listed = [e for e in select.descendants() if e.tag in ("option", "optgroup")]
        options = [e for e in listed if e.tag == "option" and "disabled" not in e.attributes]
        number = 0
        for element in listed:
            if element.tag == "optgroup":
                yield from self._text(element, element.get("label"), Kind.LEGEND)
            elif "disabled" not in element.attributes:
                number += 1
                label = self._text(element, element.get("label"), Kind.OPTION)
                yield from label or phrase(element, Kind.OPTION)
                yield self._position(element, number, len(options))
                if "selected" in element.attributes and element.attributes.get("value") != "":
                    yield self._added(element, "chosen", Kind.STATE)

    def _value(self, control: Element, kind: str) -> Iterator[Block]:
        """Yield what has been answered so far, never a password; it is private by default."""
        if kind in _WITHOUT_VALUE or "password" in control.get("autocomplete").lower():
            return
        if kind == "textarea":
            text = "".join(child for child in control.children if isinstance(child, str))
        else:
            text = control.get("value")
        text = collapse(clean(text))
        if is_spoken(text):
            own = control.delivery
            private = True if own.private is None else own.private
            said = replace(own, key=None, private=private)
            said = replace(said, say_as=own.say_as or _VALUE_HINTS.get(kind))
            yield self._added(control, "value", Kind.STATE)
            yield said.block(text, Kind.VALUE)

    def _name(self, control: Element, kind: Kind) -> list[Block]:
        """Return a field's name: as named by attributes, else its labels, else its title."""
        named = self._named(control, kind)
        labels = self._references.labels.get(control, [])
        for label in labels if not named else []:
            named = named + self._phrase(label, kind)
        if named:
            return named + self._text(control, _example(control), Kind.HINT)
        title = self._text(control, control.get("title"), kind)
        return title or self._text(control, control.get("placeholder"), kind)

    def _named(self, element: Element, kind: Kind) -> list[Block]:
        """Return the name that an element's own attributes give it, which replaces any other."""
        if "data-outspoken-text" in element.attributes:
            return self._text(element, element.get("data-outspoken-text"), kind)
        named: list[Block] = []
        for target in self._page.referenced(element, "aria-labelledby"):
            named = named + self._phrase(target, kind)
        return named or self._text(element, element.get("aria-label"), kind)

    def _descriptions(self, element: Element) -> Iterator[Block]:
        """Yield the hints and errors of a field, group or button."""
        described = [
            (target, Kind.ERROR if _is_error(target) else Kind.HINT)
            for target in self._page.referenced(element, "aria-describedby")
        ]
        invalid = element.get("aria-invalid").lower()
        for target in self._page.referenced(element, "aria-errormessage"):
            if invalid == "true" or (invalid != "false" and not target.hidden):
                described.append((target, Kind.ERROR))
        for target, kind in described:
            if target not in self._described:
                self._described.add(target)
                yield from self._phrase(target, kind)

    def _phrase(self, element: Element, kind: Kind) -> list[Block]:
        """Return an element's text, gathered once however many controls refer to it."""
        known = self._phrases.get((element, kind))
        if known is None:
            known = phrase(element, kind, self._references.claimed)
            self._phrases[element, kind] = known
        return known

    def _text(self, element: Element, text: str, kind: Kind) -> list[Block]:
        """Return the text of an attribute; a say-as hint is for the element's value alone."""
        text = collapse(clean(text))
        delivery = replace(element.delivery, say_as=None) if is_field(element) else element.delivery
        return [delivery.block(text, kind)] if is_spoken(text) else []

    def _added(self, element: Element, key: str, kind: Kind) -> Block:
        language = phrases.choose_language(element.delivery.language, self._page.language)
        return Block(phrases.translate(key, language), language, kind)

    def _position(self, element: Element, number: int, total: int) -> Block:
        wording = self._added(element, "position", Kind.POSITION)
        return replace(wording, text=wording.text.format(number=number, total=total))


def _what_to_do(control: Element, kind: str) -> str:
    several = "multiple" in control.attributes
    if kind == "select":
        return "choose_several_from_list" if several else "choose_from_list"
    if kind == "file":
        return "choose_files" if several else "choose_file"
    if kind == "checkbox":
        return "tick"
    return phrases.WHAT_TO_DO.get(kind, "write")


def _is_required(element: Element) -> bool:
    return "required" in element.attributes or element.get("aria-required").lower() == "true"


def _is_error(target: Element) -> bool:
    """Tell an error from a hint by what pages call it."""
    return "error" in f"{target.get('id')} {target.get('class')}".lower() or target.role == "alert"


def _example(control: Element) -> str:
    """Return the placeholder while it shows, which is while nothing has been written."""
    return control.get("placeholder") if not control.get("value") else ""
