"""What a control or group is called, and the hints and errors that belong to it."""

from __future__ import annotations

from collections.abc import Iterator

from narration.characters import clean, collapse
from narration.document.blocks import Block, Kind
from narration.document.inline import attribute_text, phrase
from narration.document.references import References
from narration.document.roles import input_type, is_true, legend_of
from narration.document.tree import Element, Page

_NAMED_BY_CONTENT = frozenset(("checkbox", "radio", "switch"))


class Names:
    """Names the controls of one page. A hint or error that several share is said at the first."""

    def __init__(self, page: Page, references: References) -> None:
        self._page = page
        self._references = references
        self._described: set[Element] = set()
        self._phrases: dict[tuple[Element, Kind], list[Block]] = {}

    def field(self, field: Element, kind: Kind) -> list[Block]:
        """Return a field's name: a lasting one, else its placeholder.

        A placeholder goes away when something is written, so that it is no more than a last
        resort.
        """
        lasting = self.lasting(field, kind)
        return lasting or attribute_text(field, _placeholder(field), kind)

    def lasting(self, field: Element, kind: Kind) -> list[Block]:
        """Return the name that attributes give a field, else its labels, its content, its title."""
        named = self._given(field, kind)
        for label in self._references.labels.get(field, []) if not named else []:
            named = named + self._phrase(label, kind)
        if not named and field.role in _NAMED_BY_CONTENT:
            named = self._phrase(field, kind)
        return named or attribute_text(field, field.get("title"), kind)

    def button(self, button: Element) -> list[Block]:
        """Return what a button is called."""
        named = self._given(button, Kind.BUTTON)
        for label in self._references.labels.get(button, []) if not named else []:
            named = named + self._phrase(label, Kind.BUTTON)
        if not named and button.tag != "input":
            named = self._phrase(button, Kind.BUTTON)
        text = ""
        if button.tag == "input":
            text = button.get("alt" if input_type(button) == "image" else "value")
        return named or attribute_text(button, text or button.get("title"), Kind.BUTTON)

    def group(self, group: Element) -> list[Block]:
        """Return the question that a group of fields answers."""
        legend = legend_of(group)
        return self._given(group, Kind.LEGEND) or (
            self._phrase(legend, Kind.LEGEND) if legend else []
        )

    def descriptions(self, element: Element, named: list[Block]) -> Iterator[Block]:
        """Yield the hints and errors of what is `named` so, if they have not been said yet."""
        described = [
            (target, Kind.ERROR if _is_error(target) else Kind.HINT)
            for target in self._page.referenced(element, "aria-describedby")
        ]
        if not described:
            yield from attribute_text(element, _spare_title(element, named), Kind.HINT)
        invalid = element.get("aria-invalid").lower()
        for target in self._page.referenced(element, "aria-errormessage"):
            if invalid == "true" or (invalid != "false" and not target.hidden):
                described.append((target, Kind.ERROR))
        for target, kind in described:
            if target not in self._described:
                self._described.add(target)
                yield from self._phrase(target, kind)

    def _given(self, element: Element, kind: Kind) -> list[Block]:
        """Return the name that an element's own attributes give it, which replaces any other."""
        if "data-outspoken-text" in element.attributes:
            return attribute_text(element, element.get("data-outspoken-text"), kind)
        named: list[Block] = []
        for target in element.labelled_by:
            label = attribute_text(target, target.get("aria-label"), kind)
            named = named + (label or self._phrase(target, kind))
        return named or attribute_text(element, element.get("aria-label"), kind)

    def _phrase(self, element: Element, kind: Kind) -> list[Block]:
        """Return an element's text, gathered once however many controls refer to it."""
        known = self._phrases.get((element, kind))
        if known is None:
            known = phrase(element, kind, self._references.claimed)
            self._phrases[element, kind] = known
        return known


def is_wrong(element: Element) -> bool:
    """Tell whether an element says that its answer is not accepted."""
    return element.get("aria-invalid").lower() not in ("", "false")


def is_required(element: Element) -> bool:
    """Tell whether a field or group has to be answered."""
    return "required" in element.attributes or is_true(element, "aria-required")


def _is_error(target: Element) -> bool:
    """Tell an error from a hint by what pages call it; ``errors-hint`` is a hint."""
    name, style = target.get("id").lower(), target.get("class").lower()
    named = "error" in name and "hint" not in f"{name} {style}"
    return named or "error" in style or target.role == "alert"


def _spare_title(element: Element, named: list[Block]) -> str:
    """Return the hint that attributes give: a title too, where it is not the name itself."""
    name = " ".join(block.text for block in named)
    title = collapse(clean(element.get("title")))
    return element.get("aria-description") or ("" if title == name else title)


def _placeholder(field: Element) -> str:
    return field.get("placeholder") or field.get("aria-placeholder")
