"""Quantities with a unit of measure: ``50 kg``, ``37 °C``, ``5 MB``.

Only signs that nothing else is written with: not ``m`` (million, months) or ``g``, ``h`` and ``l``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from re import Match

from narration.normalization.boundaries import NO_LETTER, START, KindRule
from narration.normalization.grammar import Grammar
from narration.normalization.quantities import number_pattern, parse_number


def sign_pattern(grammar: Grammar) -> str:
    """Return a regular expression for the signs of units of measure of a grammar."""
    signs = sorted(grammar.unit_signs, key=len, reverse=True)
    latin = "|".join(re.escape(sign) for sign in signs if sign.isascii() or sign[-1].isascii())
    others = "|".join(re.escape(sign) for sign in signs if not sign[-1].isascii())
    return f"(?:(?:{latin})(?![0-9A-Za-zÀ-ɏ])|(?:{others}){NO_LETTER}(?!\\d))"


def rules(grammar: Grammar) -> Iterator[KindRule]:
    """Yield the rule for one quantity; ranges of them are found with the other ranges."""
    number, sign = number_pattern(grammar.grouping_marks), sign_pattern(grammar)
    pattern = rf"{START}(?P<minus>(?<!\S)-)?(?P<number>{number})[ \xa0]?(?P<sign>{sign})"
    yield "measure", pattern, partial(_say, grammar)


def say_range(grammar: Grammar, first: Decimal, last: Decimal, sign: str) -> str:
    """Say a range of quantities, with the unit after the second number alone."""
    return grammar.span(grammar.number(first), grammar.measure(last, sign))


def _say(grammar: Grammar, match: Match[str]) -> str | None:
    value = parse_number(match["number"], grammar.decimal_mark)
    if value is None:
        return None
    return grammar.measure(-value if match["minus"] else value, match["sign"])
