"""Characters that make no sound, and text that has nothing to say."""

from __future__ import annotations

import re
import unicodedata

_SILENT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, but not those that are white space
    "\u00ad\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # soft hyphen, joiner, direction
    "\ud800-\udfff]"  # surrogates without their other half, which no encoder takes
)
_SPACES = re.compile("[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """Return `text` without controls, direction marks, soft hyphens and lone surrogates.

    White space stays, and so do the joiners on which the shape of emoji and scripts depends.
    """
    return _SILENT.sub("", text)


def collapse(text: str) -> str:
    """Return `text` with white space as HTML shows it: one space for each run, none at the ends.

    A no-break space stays inside, because it holds numbers such as ``1 234,50`` together.
    """
    return _SPACES.sub(" ", text).strip()


def is_spoken(text: str) -> bool:
    """Tell whether anything in `text` is a letter, a mark, a digit or a symbol such as an emoji."""
    return any(unicodedata.category(character)[0] in "LMNS" for character in text)
