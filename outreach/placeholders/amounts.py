"""Amounts as staff write them in spreadsheets: read where they have one meaning, else refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from babel.numbers import get_currency_precision, is_currency

from outreach.errors import MissingValueError


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money; `currency` is an ISO 4217 code."""

    number: Decimal
    currency: str


_SYMBOLS: Mapping[str, str] = MappingProxyType({"€": "EUR", "£": "GBP", "₹": "INR"})
"""Signs that stand for one currency: $, ¥ and kr do not."""

_CURRENCY = "[A-Za-z]{3}|[" + "".join(_SYMBOLS) + "]"
_WRITTEN = re.compile(rf"(?P<before>{_CURRENCY})? ?(?P<number>[-+\d].*?) ?(?P<after>{_CURRENCY})?")
_NUMBER = re.compile(
    r"""[-+]?
    (?: \d+                                                    # 1042
      | [1-9]\d{0,2} (?P<mark>[ '’٬.,]) (?:\d{3}(?P=mark))* \d{3}  # 1 042 or 1.042.500
      | [1-9]\d? (?P<lakh>,) (?:\d{2},)+ \d{3}                 # 1,04,200
    )
    (?: (?! (?P=mark) | (?P=lakh) ) [.,٫] (?P<decimals>\d+) )?  # a point that groups nothing
    """,
    re.VERBOSE,
)
_AMBIGUOUS = re.compile(r"[-+]?[1-9]\d{0,2}(?P<point>[.,])\d{3}")
_THOUSANDTHS = 3
_NEEDED = (
    "needs an amount with its currency, such as 1042.50 EUR, 1 042,50 €, 1.042,50 EUR or £1,042.50"
)


def parse_amount(name: str, written: str, currency: str | None) -> Amount:
    """Return the amount that a text tells, in `currency` where it names none itself.

    Thousands may be grouped and decimals follow a point or a comma, but three digits after a
    single one could be either. Raises MissingValueError, which never quotes the text.
    """
    found = _WRITTEN.fullmatch(_plainly(written))
    if not found or (found["before"] and found["after"]):
        raise MissingValueError(name, _NEEDED)
    named = found["before"] or found["after"]
    currency = _SYMBOLS.get(named, named.upper()) if named else currency
    number = _NUMBER.fullmatch(found["number"])
    if not number or not currency or not is_currency(currency):
        raise MissingValueError(name, _NEEDED)
    _check_meaning(name, found["number"], currency)
    grouped = found["number"].removesuffix(number["decimals"] or "")
    whole = re.sub(r"[^-+\d]", "", grouped)
    return Amount(Decimal(f"{whole}.{number['decimals'] or 0}"), currency)


def check_amount(name: str, amount: Amount) -> Amount:
    """Return an amount that can be written to its last digit. Raises MissingValueError."""
    if not is_currency(amount.currency):
        raise MissingValueError(name, _NEEDED)
    precision = get_currency_precision(amount.currency)
    if amount.number != round(amount.number, precision):
        most = f"{precision} at most" if precision else "it has none"
        raise MissingValueError(name, f"has more decimals than its currency: {most}")
    return amount


def _plainly(written: str) -> str:
    """Return a text with ASCII digits and plain spaces, without the marks of direction."""
    shown = (each for each in written if unicodedata.category(each) != "Cf")
    digits = (str(unicodedata.decimal(each)) if each.isdecimal() else each for each in shown)
    return " ".join("".join(digits).replace("−", "-").split())


def _check_meaning(name: str, number: str, currency: str) -> None:
    """Raise MissingValueError for what is a thousand to one reader and a unit to the next."""
    found = _AMBIGUOUS.fullmatch(number)
    # Dinars have thousandths, and a point before them is how computers write decimals.
    exact = get_currency_precision(currency) == _THOUSANDTHS
    if found and not (exact and found["point"] == "."):
        raise MissingValueError(
            name,
            "may mean thousands or decimals: write one thousand and forty-two as 1042 EUR"
            " or 1042.00 EUR",
        )
