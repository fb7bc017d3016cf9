"""Running text: what lies between two breaks is gathered, then made into blocks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from narration.characters import clean, collapse, is_spoken
from narration.document.alternatives import has_elements, said_instead
from narration.document.blocks import Block, Delivery, Kind
from narration.document.roles import is_field
from narration.document.tree import Element

# fmt: off
BLOCK_TAGS = frozenset((
    "html", "body", "address", "article", "aside", "blockquote", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "label", "legend", "li",
    "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre",
    "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "xmp",
))
# fmt: on
_VISUALLY_HIDDEN = frozenset(("visually-hidden", "visuallyhidden", "sr-only"))
_CLOSING = "!'),.:;?]}’”»›…%。，、；：？！）」』”،؛؟"
_SENTENCE_END = (".", "!", "?", "。", "！", "？", "؟", "…")


class Piece(NamedTuple):
    """A stretch of text within a run; `link` is the link it belongs to."""

    text: str
    delivery: Delivery
    link: Element | None = None


class Run:
    """Text gathered up to the next break."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._broken = False

    def add(self, text: str, delivery: Delivery, link: Element | None = None) -> None:
        """Add a stretch of text."""
        self.pieces.append(Piece(text, delivery, link))
        self._broken = self._broken and not text.strip()

    def separate(self, separator: str) -> None:
        """Add punctuation after what was said last, unless a sentence has ended there."""
        last = self.pieces[-1]
        ended = last.text.rstrip().endswith(_SENTENCE_END)
        self.pieces.append(Piece(" " if ended else separator, last.delivery))

    def line_break(self, delivery: Delivery) -> bool:
        """Note a ``<br>``, which is a space; return whether it is the second in a row."""
        second, self._broken = self._broken, True
        self.pieces.append(Piece(" ", delivery))
        return second

    def take(self, kind: Kind) -> list[Block]:
        """Return what was gathered as blocks of `kind`, and begin anew.

        A change of language or hint begins a block of its own. Links that stand alone are blocks
        of kind link; a link in the middle of a sentence stays in it.
        """
        pieces, self.pieces, self._broken = self.pieces, [], False
        if kind is Kind.TEXT and _are_links(pieces):
            return [
                block
                for link, own in groupby(pieces, key=lambda piece: piece.link)
                if link
                for block in _blocks(list(own), Kind.LINK)
            ]
        return _blocks(pieces, kind)


def _are_links(pieces: list[Piece]) -> bool:
    linked = any(piece.link and is_spoken(piece.text) for piece in pieces)
    return linked and not any(
        is_spoken(piece.text.replace("|", "")) for piece in pieces if not piece.link
    )


def _blocks(pieces: list[Piece], kind: Kind) -> list[Block]:
    """Join neighbouring pieces of one delivery; white space belongs to what precedes it."""
    texts: list[tuple[Delivery, list[str]]] = []
    for piece in pieces:
        if texts and (texts[-1][0] == piece.delivery or not piece.text.strip()):
            texts[-1][1].append(piece.text)
        elif piece.text.strip():
            texts.append((piece.delivery, [piece.text]))
    blocks: list[Block] = []
    for delivery, parts in texts:
        text = clean("".join(parts))
        rest = text.lstrip(_CLOSING)
        if blocks and blocks[-1].say_as is None and blocks[-1].key is None:
            closing = text[: len(text) - len(rest)]
            blocks[-1] = replace(blocks[-1], text=blocks[-1].text + closing)
        text = collapse(rest if blocks else text)
        if is_spoken(text):
            blocks.append(delivery.block(text, kind))
    return blocks


def gather(root: Element, apart: Collection[Element] = ()) -> list[Piece]:
    """Return all of an element's text as one run, even of an element out of sight.

    Parts that are out of sight by themselves are left out, and so are those in `apart`, which
    are said elsewhere.
    """
    run = Run()
    stack: list[tuple[Element | str, Delivery]] = [(root, root.delivery)]
    while stack:
        node, delivery = stack.pop()
        if isinstance(node, str):
            run.add(node, delivery)
            continue
        if node is not root and (node.hidden or node in apart):
            continue
        apart_by = spacing(node)
        said = said_instead(node)
        inside: list[Element | str] = node.children if said is None else [said]
        stack.append((apart_by, node.delivery))
        stack.extend((child, node.delivery) for child in reversed(inside))
        stack.append((apart_by, node.delivery))
    return run.pieces


def spacing(element: Element) -> str:
    """Return what parts an element's text from its neighbours': a space, or nothing.

    Text for screen readers alone ("Error:") is set apart by its style, so it is set apart here;
    so is a raised link, which is the mark of a footnote.
    """
    apart = element.tag in BLOCK_TAGS or element.tag in ("br", "img", "svg")
    footnote = element.tag == "sup" and has_elements(element)
    return " " if apart or footnote or _VISUALLY_HIDDEN & _class_ends(element) else ""


def _class_ends(element: Element) -> set[str]:
    """Return an element's classes, without a prefix such as ``govuk-``."""
    classes = element.tokens("class")
    return {*classes, *(name.partition("-")[2] for name in classes)}


def phrase(root: Element, kind: Kind, apart: Collection[Element] = ()) -> list[Block]:
    """Return all of an element's text as blocks of `kind`, one for each language in it."""
    run = Run()
    run.pieces = gather(root, apart)
    return run.take(kind)


def attribute_text(element: Element, text: str, kind: Kind) -> list[Block]:
    """Return the text of an attribute; a field's say-as hint is for its value alone."""
    text = collapse(clean(text))
    delivery = replace(element.delivery, say_as=None) if is_field(element) else element.delivery
    return [delivery.block(text, kind)] if is_spoken(text) else []
