"""A page as the checks look at it: its elements, its passages of text, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from narration.characters import clean, collapse, is_spoken
from narration.document.blocks import Delivery
from narration.document.inline import BLOCK_TAGS, gather
from narration.document.names import Names
from narration.document.references import References
from narration.document.roles import is_button, is_field
from narration.document.tree import Element, Page
from narration.voices import Catalogue

UNKNOWN = "und"
"""BCP 47's tag of a language that nobody has told."""

_SIMPLE_ID = re.compile(r"[A-Za-z_][\w-]*")
_SAID_ATTRIBUTES = ("aria-label", "alt", "title", "placeholder", "data-outspoken-text")
_MOST_CHARACTERS = 80
_TOP = ("", "html", "body")
_MOST_STEPS = 40
"""Steps of a selector; on a page with deeper nesting it may select other elements too."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of one language that is read in one go, and the element that holds it."""

    element: Element
    text: str
    delivery: Delivery

    @property
    def language(self) -> str:
        """The BCP 47 tag that the page gives the passage, ``und`` where it gives none."""
        return self.delivery.language


class Subject:
    """A page under check. `page` was parsed with `UNKNOWN` or the operator's own language."""

    def __init__(self, page: Page, voices: Catalogue) -> None:
        self.page = page
        self.voices = voices
        self.references = References(page)
        self.names = Names(page, self.references)
        self.seen = [page.root, *page.root.descendants()]
        self._parents = _parents(page.root)
        self.passages = list(self._read_passages())

    @property
    def controls(self) -> list[Element]:
        """The fields and buttons in sight, in document order."""
        return [
            each
            for each in self.seen
            if (is_field(each) or is_button(each)) and each not in self.references.popped_up
        ]

    @property
    def elements(self) -> list[Element]:
        """All elements that may ever be said, in sight or not."""
        return list(self._parents)

    def where(self, element: Element) -> str:
        """Return a CSS selector of the element."""
        steps: list[str] = []
        around: Element | None = element
        while around is not None and around.tag not in _TOP and len(steps) < _MOST_STEPS:
            own = around.get("id")
            if own and self.page.id_counts[own] == 1:
                steps.append(f"#{own}" if _SIMPLE_ID.fullmatch(own) else f'[id="{own}"]')
                break
            steps.append(_step(around))
            around = self._parents.get(around)
        return " > ".join(reversed(steps)) or element.tag or "html"

    def _read_passages(self) -> Iterator[Passage]:
        """Yield the text of each block, and of the attributes that are said."""
        holders = self._find_holders()
        covered: set[Element] = set()
        for element in self.seen:
            if self._parents.get(element) in covered:
                covered.add(element)
                continue
            for name in _SAID_ATTRIBUTES:
                yield from _passages(element, [(element.get(name), element.delivery)])
            if element in holders or element.tag == "":
                own = [text for text in element.children if isinstance(text, str)]
                yield from _passages(element, [(text, element.delivery) for text in own])
            else:
                covered.add(element)
                yield from _passages(
                    element, [(piece.text, piece.delivery) for piece in gather(element)]
                )

    def _find_holders(self) -> set[Element]:
        """Return the elements with blocks or controls inside, which are not read in one go."""
        holders: set[Element] = set()
        for element in self.seen:
            around = self._parents.get(element)
            inside = element.tag in BLOCK_TAGS or is_field(element) or is_button(element)
            while inside and around is not None and around not in holders:
                holders.add(around)
                around = self._parents.get(around)
        return holders


def _parents(root: Element) -> dict[Element, Element]:
    parents: dict[Element, Element] = {}
    stack = [root]
    while stack:
        around = stack.pop()
        inside = [child for child in around.children if isinstance(child, Element)]
        parents.update(dict.fromkeys(inside, around))
        stack.extend(reversed(inside))
    return parents


def _step(element: Element) -> str:
    name = element.get("name")
    if name and is_field(element):
        value = element.get("value") if element.get("type") in ("radio", "checkbox") else ""
        return f'{element.tag}[name="{name}"]' + (f'[value="{value}"]' if value else "")
    return element.tag if element.tag == "main" else f"{element.tag}:nth-of-type({element.nth})"


def _passages(element: Element, pieces: list[tuple[str, Delivery]]) -> Iterator[Passage]:
    """Yield the pieces, joined where their neighbours have the same language."""
    joined: list[tuple[Delivery, list[str]]] = []
    for text, delivery in pieces:
        if joined and joined[-1][0].language == delivery.language:
            joined[-1][1].append(text)
        else:
            joined.append((delivery, [text]))
    for delivery, texts in joined:
        text = collapse(clean("".join(texts)))
        if is_spoken(text):
            yield Passage(element, text, delivery)


def shorten(text: str) -> str:
    """Return a text as it is quoted in a finding."""
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"
