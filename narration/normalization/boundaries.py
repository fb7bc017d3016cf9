"""Where a written number or code begins and ends, and what a rule of a kind is.

Only Latin letters and digits bind: in Arabic and Chinese a number follows a letter directly.
"""

from __future__ import annotations

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
