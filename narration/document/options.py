"""The options of a list: what each is called, where it stands, and whether it is chosen."""

from __future__ import annotations

from collections.abc import Iterator

from narration.document.additions import Additions
from narration.document.blocks import Block, Kind
from narration.document.inline import attribute_text, phrase
from narration.document.references import References
from narration.document.roles import is_true
from narration.document.tree import Element, Page


class Options:
    """Reads the options of the lists of one page."""

    def __init__(self, page: Page, references: References, additions: Additions) -> None:
        self._page = page
        self._references = references
        self._additions = additions

    def read(self, control: Element) -> Iterator[Block]:
        """Yield the options of a select, a list, a row of tabs, or an input with suggestions.

        One that has no words, such as a row of dashes, is not counted.
        """
        listed = [each for source in self._sources(control) for each in source.descendants()]
        options = [each for each in listed if _is_option(each)]
        chosen = _chosen(control, options)
        closed = {each for group in listed if _is_disabled(group) for each in group.descendants()}
        usable = [each for each in options if not _is_disabled(each) and each not in closed]
        named = {each: _option(each) for each in usable}
        spoken = [each for each, name in named.items() if name]
        numbers = {option: number for number, option in enumerate(spoken, 1)}
        for element in listed:
            if element in numbers:
                yield from named[element]
                yield self._additions.position(element, numbers[element], len(numbers))
                if element in chosen:
                    yield self._mark(element)
            elif element.tag == "optgroup" or element.role == "group":
                name = element.get("label") or element.get("aria-label")
                yield from attribute_text(element, name, Kind.LEGEND)

    def _mark(self, chosen: Element) -> Block:
        if chosen.role == "tab":
            return self._additions.state(chosen, "selected_tab")
        return self._additions.answer(chosen, "chosen")

    def _sources(self, control: Element) -> list[Element]:
        """Return where the options lie; suggestions are in an element of their own."""
        if control.tag != "input" and control.role != "combobox":
            return [control]
        suggested = self._page.referenced(control, "list")
        lists = [each for each in suggested if each.tag == "datalist"]
        return lists or self._references.pop_ups.get(control, [])


def _option(element: Element) -> list[Block]:
    label = element.get("label") or element.get("aria-label")
    named = attribute_text(element, label, Kind.OPTION) or phrase(element, Kind.OPTION)
    return named or attribute_text(element, element.get("value"), Kind.OPTION)


def _is_option(element: Element) -> bool:
    return element.tag == "option" or element.role in ("option", "tab")


def _is_disabled(option: Element) -> bool:
    return "disabled" in option.attributes or is_true(option, "aria-disabled")


def _chosen(control: Element, options: list[Element]) -> set[Element]:
    """Return what is chosen; a list that allows one answer starts out with its first."""
    if control.tag != "select":
        marks = ("aria-selected", "aria-checked")
        return {each for each in options if any(is_true(each, mark) for mark in marks)}
    chosen = [each for each in options if "selected" in each.attributes]
    if "multiple" not in control.attributes:
        first = [each for each in options if not _is_disabled(each)][:1]
        chosen = chosen[-1:] or (first if control.get("size") in ("", "0", "1") else [])
    return {each for each in chosen if each.attributes.get("value") != ""}
