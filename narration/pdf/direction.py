"""Lines that run from right to left: from the places of their letters to the order they are read.

The reverse of Unicode's bidirectional algorithm (UAX 9), as far as a printed line allows it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

_RTL = frozenset(("R", "AL"))
_LTR = frozenset(("L", "EN", "AN"))


@dataclass(frozen=True, slots=True)
class Letter:
    """One or more characters in reading order, drawn from `left` to `right` on the page."""

    text: str
    left: float
    right: float

    @property
    def is_mark(self) -> bool:
        """Whether it is but signs above or below letters: vowels, for one."""
        return bool(self.text) and all(map(unicodedata.combining, self.text))


def is_rtl(text: str) -> bool:
    """Tell whether anything in a text is read from right to left."""
    return any(unicodedata.bidirectional(character) in _RTL for character in text)


def is_mostly_rtl(letters: Iterable[Letter]) -> bool:
    """Tell whether a paragraph runs from right to left, by what most of its letters do."""
    strong = [found for letter in letters if (found := _find_direction(letter)) is not None]
    return any(strong) and 2 * sum(strong) >= len(strong)


def order_line(letters: Sequence[Letter], mostly_rtl: bool) -> str:
    """Return the text of a line in reading order, from letters in the order they are drawn.

    `mostly_rtl` is that of its paragraph: a line may be all Latin letters but one word.
    """
    if not (mostly_rtl or any(is_rtl(letter.text) for letter in letters)):
        return "".join(letter.text for letter in letters)
    seen = sorted(_attach_marks(letters), key=lambda letter: letter.left)
    runs = [(rtl, list(run)) for rtl, run in groupby(seen, key=_Direction(seen, mostly_rtl))]
    if mostly_rtl:
        runs.reverse()
    ordered = (reversed(run) if rtl else run for rtl, run in runs)
    return "".join(letter.text for run in ordered for letter in run)


class _Direction:
    """Whether each letter of a line runs from right to left.

    What has no direction of its own goes with its neighbours where both agree, else as the
    paragraph.
    """

    def __init__(self, line: Sequence[Letter], mostly_rtl: bool) -> None:
        before = _fill(line, mostly_rtl)
        after = _fill(line[::-1], mostly_rtl)[::-1]
        self._rtl = {
            id(letter): first if first == second else mostly_rtl
            for letter, first, second in zip(line, before, after, strict=True)
        }

    def __call__(self, letter: Letter) -> bool:
        return self._rtl[id(letter)]


def _fill(line: Sequence[Letter], direction: bool) -> list[bool]:
    """Return the direction of the last letter that has one, for each place of a line."""
    directions: list[bool] = []
    for letter in line:
        own = _find_direction(letter)
        direction = direction if own is None else own
        directions.append(direction)
    return directions


def _find_direction(letter: Letter) -> bool | None:
    """Return True for right to left, False for left to right, None for punctuation and space."""
    for character in letter.text:
        kind = unicodedata.bidirectional(character)
        if kind in _RTL:
            return True
        if kind in _LTR:
            return False
    return None


def _attach_marks(letters: Iterable[Letter]) -> list[Letter]:
    """Put the signs above and below letters behind the letter over which they stand."""
    bases: list[Letter] = []
    marks: list[Letter] = []
    for letter in letters:
        (marks if letter.is_mark else bases).append(letter)
    for mark in marks:
        centre = (mark.left + mark.right) / 2
        near = min(
            range(len(bases)),
            key=lambda index: abs((bases[index].left + bases[index].right) / 2 - centre),
            default=None,
        )
        if near is not None:
            bases[near] = replace(bases[near], text=bases[near].text + mark.text)
    return bases
