"""The text that one tag of a PDF marks: its letters, put together to lines and to a paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playa.content import ContentObject, MarkedContent, TextObject
from playa.structure import ContentItem
from playa.utils import decode_text

from narration.pdf.direction import Letter, is_rtl, order_line

_JOINED_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")
"""Letters by the shape they take beside others, which fonts name instead of the letters."""
_SOFT_HYPHEN = "\u00ad"
_NEW_LINE = 0.6  # Of the letters' height; a raised figure moves by less.
_MARKS_AWAY = 1.0  # Signs above and below letters are drawn with a baseline of their own.
_LOOK_BACK = 4


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
    lines = (order_line([each.letter for each in line]) for line in _lines(_draw(item)))
    return _join(lines)


def _draw(objects: Iterable[ContentObject]) -> Iterator[_Drawn]:
    span: MarkedContent | None = None
    for drawn in objects:
        if not isinstance(drawn, TextObject):
            continue
        previous, span = span, _find_span(drawn)
        if span is None:
            yield from _draw_letters(drawn)
        elif span is not previous:
            # The actual text stands once for all that is drawn under its mark.
            yield _place(drawn, decode_text(_actual_text(span)))


def _draw_letters(drawn: TextObject) -> Iterator[_Drawn]:
    if not is_rtl(drawn.chars):
        yield _place(drawn, drawn.chars)
        return
    for glyph in drawn:
        left, _, right, _ = glyph.bbox
        letter = Letter(_plain(glyph.chars), left, right)
        yield _Drawn(letter, glyph.origin[1], abs(drawn.size))


def _place(drawn: TextObject, text: str) -> _Drawn:
    left, _, right, _ = drawn.bbox or (0.0, 0.0, 0.0, 0.0)
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
        far = _MARKS_AWAY if drawn.letter.is_mark else _NEW_LINE
        bases = [each for each in line[-_LOOK_BACK:] if not each.letter.is_mark] or line[-1:]
        if bases and abs(drawn.y - bases[-1].y) > far * max(drawn.height, bases[-1].height):
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
