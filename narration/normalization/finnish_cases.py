"""Finnish quantities with a case ending after a colon: ``4 %:n`` is *neljän prosentin*."""

from __future__ import annotations

import re
from decimal import Decimal
from re import Match

from num2words import num2words

from narration.normalization.boundaries import START
from narration.normalization.grammar import Grammar, Rule
from narration.normalization.quantities import number_pattern, parse_number

_CASES = {
    **{"n": "genitive", "a": "partitive", "iin": "illative", "oon": "illative"},
    **{"sta": "elative", "ssa": "inessive", "lla": "adessive", "lta": "ablative"},
    "lle": "allative",
}
_STEMS = {"%": ("prosenti", "prosentti"), "€": ("euro", "euro")}
"""Weak and strong stem; the partitive and the illative take the strong one, the
illative with its vowel in the ending."""


def inflected(grammar: Grammar) -> Rule:
    """Return the rule for percentages and euros in a case other than the nominative."""
    number, endings = number_pattern(grammar.grouping_marks), "|".join(_CASES)
    pattern = rf"{START}(?P<number>{number})[ \xa0]?(?P<sign>[%€]):(?P<ending>{endings})(?!\w)"

    def say(match: Match[str]) -> str | None:
        value = parse_number(match["number"], grammar.decimal_mark)
        if value is None:
            return None
        ending = match["ending"]
        weak, strong = _STEMS[match["sign"]]
        stem = strong[:-1] if ending in {"iin", "oon"} else strong if ending == "a" else weak
        noun = stem + ending
        return grammar.join(_number(value, _CASES[ending], grammar), noun)

    return pattern, say


def _number(value: Decimal, case: str, grammar: Grammar) -> str:
    whole, _, fraction = f"{value:f}".partition(".")
    said = [_cardinal(int(whole), case)]
    if fraction:
        zeros = grammar.digits("0" * (len(fraction) - len(fraction.lstrip("0"))))
        said += [grammar.point, zeros, _cardinal(int(fraction), case) if int(fraction) else ""]
    return grammar.join(*said)


def _cardinal(number: int, case: str) -> str:
    said = str(num2words(number, lang="fi", case=case))
    return re.sub(r"(?<=\w)(?=milj|bilj)", " ", said)
