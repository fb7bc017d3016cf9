"""Opening hours written with a full stop, ``9.00-16.30``, as in Finland, Sweden and Indonesia.

A single ``9.30`` may be a decimal number or a section of a document, so that it is taken for a
time only where a word such as *pukul* stands before it: a pattern of the language's own. A range
of two is unambiguous.
"""

from __future__ import annotations

from re import Match

from narration.normalization.boundaries import END, START
from narration.normalization.grammar import Grammar, Rule

DOTTED = r"(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)"
"""A time with a full stop between hours and minutes."""

_PAIR = (
    r"(?P<first_hour>[01]?\d|2[0-4])(?:\.(?P<first_minute>[0-5]\d))?"
    r"[ \xa0]?(?:[-–—]|{words})[ \xa0]?"
    r"(?P<last_hour>[01]?\d|2[0-4])(?:\.(?P<last_minute>[0-5]\d))?"
)


def after(*words: str) -> str:
    """Return a pattern for a dotted time that follows one of `words`, in any case."""
    behind = "|".join(rf"(?<={word}[ \xa0])" for word in words)
    return f"(?i:{behind}){DOTTED}"


def opening_hours(grammar: Grammar, words: str = "(?!)") -> Rule:
    """Return the rule for two times with a dash between them, or one of `words` (regex), of which
    one is dotted at least: ``9–11.30``."""

    def say(match: Match[str]) -> str | None:
        if not (match["first_minute"] or match["last_minute"]):
            return None
        first, last = (
            grammar.time(int(match[f"{end}_hour"]), int(match[f"{end}_minute"] or 0), None)
            for end in ("first", "last")
        )
        return grammar.span(first, last)

    return f"{START}{_PAIR.replace('{words}', words)}{END}", say
