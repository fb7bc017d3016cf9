"""Where a written number or code begins and ends, and what a rule of a kind is.

Only Latin letters and digits bind: in Arabic and Chinese a number follows a letter directly.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from re import Match

KindRule = tuple[str, str, Callable[[Match[str]], str | None]]
"""A kind, its regular expression, and what a match is said as, or None if it is none after all."""

TAKEN = "\ue000"
"""Stands for what is said already: a private character, which cleaned text never holds."""

START = r"(?<![0-9A-Za-zÀ-ÖØ-öø-ɏ])(?<!\d[.,:/'’-])"
END = r"(?![0-9A-Za-zÀ-ÖØ-öø-ɏ]|[.,:/'’-]\d)"
"""Around a number that is not a part of a longer one, of a code or of a word."""

LOOSE_START = START.replace("’-]", "’]")
LOOSE_END = END.replace("’-]", "’]")
"""The same, but a hyphen may stand between two such things: 9:00-17:00."""

MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0bbe-\u0bcd\u0bd7"
"""Accents, Arabic vowels and Tamil vowel signs, for a class: to ``re`` they are not of a word."""

NO_LETTER = rf"(?![^\W\d_]|[{MARKS}])"
"""After an abbreviation that is not the beginning of a longer word."""


def is_lettered(character: str) -> bool:
    """Tell whether a character is part of a word that spaces part from others, as Han is not."""
    return unicodedata.category(character)[0] in "LM" and not "\u3400" <= character <= "\u9fff"
