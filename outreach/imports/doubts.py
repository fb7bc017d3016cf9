"""Attributes that nobody may be able to read later: the import takes them, and says so.

Which attribute is an amount or a date is known to the wordings alone, so none is refused here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum

from babel.numbers import is_currency

from outreach.errors import MissingValueError
from outreach.placeholders.amounts import check_amount, parse_amount


class Doubt(StrEnum):
    """What a cell seems to be, and how it has to be written."""

    AMOUNT = "an amount of money that cannot be read: write it as 1042.50 EUR"
    DATE = "a date that cannot be read: write it as 2026-12-31"


_NUMBER = r"[-+]?\d[\d\s.,'’٬٫]*"
_UNIT = r"[^\W\d_]{2,3}\$?|[^\w\s]"
_SUM = re.compile(rf"(?P<before>{_UNIT})?\s*{_NUMBER}\s*(?P<after>{_UNIT})?")
_DATE = re.compile(r"\d{1,2}([-/.])\d{1,2}\1(\d{2}|\d{4})|\d{4}[/.]\d{1,2}[/.]\d{1,2}")
_SHORT = 40  # Characters: no amount and no date is longer.
_CROWNS = "kr"


def find_doubts(attributes: Mapping[str, str | None]) -> Iterator[tuple[str, Doubt]]:
    """Yield the attributes that look like something that cannot be read as that."""
    for name, value in attributes.items():
        if value and len(value) <= _SHORT and any(map(str.isdigit, value)):
            if _DATE.fullmatch(value):
                yield name, Doubt.DATE
            elif _is_unreadable_sum(value):
                yield name, Doubt.AMOUNT


def _is_unreadable_sum(text: str) -> bool:
    found = _SUM.fullmatch(text)
    if not found or not any(map(_is_money, found.group("before", "after"))):
        return False
    try:
        check_amount("", parse_amount("", text, None))
    except MissingValueError:
        return True
    return False


def _is_money(unit: str | None) -> bool:
    if not unit:
        return False
    sign = unicodedata.category(unit[-1]) == "Sc"
    return sign or unit.casefold() == _CROWNS or is_currency(unit.upper())


def describe_doubts(doubts: Counter[tuple[str, Doubt]]) -> list[str]:
    """Return a line a column, for who imports."""
    return [
        f"Attribute {name}: {count:,} {'cell looks' if count == 1 else 'cells look'} like {doubt}."
        for (name, doubt), count in sorted(doubts.items())
    ]
