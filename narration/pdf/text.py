"""The text that one tag of a PDF marks: its letters, put together to lines and to a paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playa.content import MarkedContent, TextObject
from playa.structure import ContentItem
from playa.utils import decode_text

from narration.pdf.direction import Letter, is_mostly_rtl, is_rtl, order_line

_JOINED_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")
"""Letters by the shape they take beside others, which fonts name instead of the letters."""
_SOFT_HYPHEN = "\u00ad"
_NEW_LINE = 0.8
"""How far the next line is away, of the letters' height: raised figures and the vowel signs of
Arabic, which may be drawn before their letter, have a baseline of their own."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Letters where they stand on the page; `height` in the same unit as the baseline `y`."""

    letter: Letter
    y: float
    height: float


def read_text(item: ContentItem) -> str:
    """Return the text of one marked content.

    The letters come in the order in which they are drawn. Where a line runs from right to left
    that order may be either, so that there the places decide.
    """
    texts = [drawn for drawn in item if isinstance(drawn, TextObject)]
    placed = any(is_rtl(drawn.chars) for drawn in texts)
    lines = [[each.letter for each in line] for line in _lines(_draw(texts, placed))]
    mostly_rtl = placed and is_mostly_rtl(letter for line in lines for letter in line)
    return _join(order_line(line, mostly_rtl) for line in lines)


def _draw(texts: Iterable[TextObject], placed: bool) -> Iterator[_Drawn]:
    """Yield letters; their places, which take as long to find as all the rest, where `placed`."""
    span: MarkedContent | None = None
    for drawn in texts:
        previous, span = span, _find_span(drawn)
        if span is None:
            yield from _draw_letters(drawn, placed)
        elif span is not previous:
            # The actual text stands once for all that is drawn under its mark.
            yield _place(drawn, decode_text(_actual_text(span)), placed)


def _draw_letters(drawn: TextObject, placed: bool) -> Iterator[_Drawn]:
    text = drawn.chars
    if not (placed and is_rtl(text)):
        yield _place(drawn, text, placed)
        return
    for glyph in drawn:
        left, _, right, _ = glyph.bbox
        yield _Drawn(Letter(_plain(glyph.chars), left, right), glyph.origin[1], abs(drawn.size))


def _place(drawn: TextObject, text: str, placed: bool) -> _Drawn:
    box = drawn.bbox if placed else None
    left, _, right, _ = box or (0.0, 0.0, 0.0, 0.0)
    return _Drawn(Letter(_plain(text), left, right), drawn.origin[1], abs(drawn.size))


def _plain(text: str) -> str:
    """Return a text in plain letters: ``fi`` for the one sign in which a font joins the two."""
    return _JOINED_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)


def _find_span(drawn: TextObject) -> MarkedContent | None:
    return next((mark for mark in drawn.mcstack if _actual_text(mark)), None)


def _actual_text(mark: MarkedContent) -> bytes:
    text = mark.props.get("ActualText") if mark.props else None
    return text if isinstance(text, bytes) else b""


def _lines(letters: Iterable[_Drawn]) -> Iterator[list[_Drawn]]:
    line: list[_Drawn] = []
    for drawn in letters:
        if line and abs(drawn.y - line[-1].y) > _NEW_LINE * max(drawn.height, line[-1].height):
            yield line
            line = []
        line.append(drawn)
    if line:
        yield line


def _join(lines: Iterable[str]) -> str:
    """Put lines together: a space between two, but a word that was parted becomes whole again."""
    text = ""
    for line in lines:
        if text.endswith(_SOFT_HYPHEN):
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text and not text[-1].isspace() else text + line
    return text.replace(_SOFT_HYPHEN, "")
