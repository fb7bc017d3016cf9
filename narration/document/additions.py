"""The words that are added to what a page says, each in the catalog nearest to its part."""

from __future__ import annotations

from dataclasses import replace

from narration.document import phrases
from narration.document.blocks import Block, Kind
from narration.document.tree import Element, Page

_MOST_DIGITS = 8


class Additions:
    """Says phrases at the elements of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def say(self, element: Element, key: str, kind: Kind, **values: object) -> Block:
        """Return a phrase in the language of its element, with `values` put in."""
        language = phrases.choose_language(element.delivery.language, self._page.language)
        text = phrases.translate(key, language)
        said = text.format(**values) if values else text
        return Block(said, language, kind, private=False)

    def state(self, element: Element, key: str) -> Block:
        """Return the state that an element is in."""
        return self.say(element, key, Kind.STATE)

    def answer(self, element: Element, key: str) -> Block:
        """Return a state that gives away how a member has answered, which is private."""
        return replace(self.say(element, key, Kind.STATE), private=True)

    def position(self, element: Element, number: int, total: int) -> Block:
        """Return where an option stands among others, which it may know better itself."""
        number = _count(element.get("aria-posinset")) or number
        total = _count(element.get("aria-setsize")) or total
        return self.say(element, "position", Kind.POSITION, number=number, total=total)


def _count(digits: str) -> int:
    return int(digits) if digits.isdecimal() and len(digits) < _MOST_DIGITS else 0
