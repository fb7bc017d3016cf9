"""Texts of the length that forms have; every one is new, so that none is found in a cache."""

from __future__ import annotations

_PLACES = ("north", "south", "east", "west", "coast", "hill", "lake", "river", "forest", "valley")
_THINGS = ("letter", "form", "card", "notice", "file", "record", "payment", "claim", "decision")


def make_sentence(number: int) -> str:
    """Return a sentence of about 125 characters that no other number gives."""
    place = _PLACES[number % len(_PLACES)]
    thing = _THINGS[number // len(_PLACES) % len(_THINGS)]
    words = _spell(number)
    return (
        f"Please send the {thing} of case {words} to the office at the {place} before the end"
        " of the month, and keep a copy for yourself."
    )


def _spell(number: int) -> str:
    digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return " ".join(digits[int(digit)] for digit in str(number))


def make_text(number: int, characters: int) -> str:
    """Return sentences of together at most `characters`, which no other number gives."""
    sentences: list[str] = []
    while sum(len(sentence) + 1 for sentence in sentences) < characters:
        sentences.append(make_sentence(number * 100 + len(sentences)))
    return " ".join(sentences)[:characters].rsplit(" ", 1)[0]
