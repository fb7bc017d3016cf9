"""How a value is written in the member's locale: dates, times, numbers and amounts, by Babel."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, format_time
from babel.numbers import format_currency, format_decimal, format_percent

from locales.dates import write_date
from outreach.errors import MissingValueError
from outreach.placeholders.amounts import Amount, check_amount, parse_amount
from outreach.placeholders.nodes import Argument, Kind

Value: TypeAlias = str | int | float | Decimal | date | datetime | time | Amount | None
"""What a member may have for a placeholder; ISO 8601 and plain numbers may come as text."""

_TOO_LARGE = 10**15
_LENGTHS = frozenset({"short", "medium", "long", "full"})
STYLES: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {
        Kind.DATE: _LENGTHS,
        Kind.TIME: frozenset({"short", "medium"}),
        Kind.NUMBER: frozenset({"integer", "percent"}),
    }
)
"""The words that may stand as a style; an amount's style is a currency."""


@cache
def find_format_locale(language: str, country: str | None = None) -> Locale:
    """Return the locale whose formats a member reads: its language as written in its country.

    ``find_format_locale("es", "MX")`` writes numbers as Mexico does; a pair that CLDR does not
    know gives the language's own formats. Raises UnknownLocaleError for an unknown language.
    """
    own = Locale.parse(language, sep="-")
    try:
        return Locale(own.language, country or own.territory, own.script)
    except UnknownLocaleError:
        return own


def to_number(name: str, value: Value) -> int | Decimal:
    """Return a value as a number, a whole one as `int`: 1.0 takes the plural form of 1.

    Raises MissingValueError.
    """
    number: int | Decimal = Decimal("NaN")
    if isinstance(value, int) and not isinstance(value, bool):
        number = value
    elif isinstance(value, str | float | Decimal):
        with suppress(InvalidOperation):
            number = Decimal(str(value).strip())
    if isinstance(number, Decimal) and not number.is_finite():
        raise MissingValueError(name, "needs a number, such as 12.5")
    if not -_TOO_LARGE < number < _TOO_LARGE:  # Written out, 1e999999 alone would fill a message.
        raise MissingValueError(name, "needs a number of at most 15 digits")
    return int(number) if number == int(number) else number


def _to_date(name: str, value: Value) -> date:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            value = None
    if isinstance(value, date):
        return value
    raise MissingValueError(name, "needs a date, such as 2026-05-04")


def _to_time(name: str, value: Value) -> time | datetime:
    if isinstance(value, str):
        try:
            return time.fromisoformat(value.strip())
        except ValueError:
            value = _to_date(name, value)
    if isinstance(value, time | datetime):
        return value
    raise MissingValueError(name, "needs a time, such as 10:30")


def _to_amount(name: str, value: Value, currency: str | None) -> Amount:
    if isinstance(value, str):
        value = parse_amount(name, value, currency)
    if not isinstance(value, Amount):
        value = Amount(Decimal(to_number(name, value)), currency or "")
    exact = Decimal(to_number(name, value.number))
    return check_amount(name, Amount(exact, value.currency))


def _write_date(name: str, value: Value, style: str | None, locale: Locale) -> str:
    return _format_date(_to_date(name, value), style or "long", locale)


def _write_time(name: str, value: Value, style: str | None, locale: Locale) -> str:
    return format_time(_to_time(name, value), format=style or "short", locale=locale)


def _write_number(name: str, value: Value, style: str | None, locale: Locale) -> str:
    number = to_number(name, value)
    if style == "percent":
        # To three decimals, as numbers are; by itself Babel would write 7.8 % as 8 %.
        return format_percent(round(Decimal(number), 5), locale=locale, decimal_quantization=False)
    if style == "integer":
        return format_decimal(number, format="#,##0", locale=locale)
    return format_decimal(number, locale=locale)


def _write_amount(name: str, value: Value, style: str | None, locale: Locale) -> str:
    amount = _to_amount(name, value, style)
    return _format_amount(amount.number, amount.currency, locale)


# Formatting takes a tenth of the time that a message takes altogether, and most campaigns tell many
# members of the same day, or of the same sum.
@lru_cache(4096)
def _format_date(day: date, style: str, locale: Locale) -> str:
    return write_date(day, style, locale)


@lru_cache(4096)
def _format_amount(number: Decimal, currency: str, locale: Locale) -> str:
    return format_currency(number, currency, locale=locale)


def _write_any(name: str, value: Value, style: str | None, locale: Locale) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return format_datetime(value, format="long", locale=locale)
    for kind, fitting in _BY_TYPE.items():
        if isinstance(value, fitting):
            return _WRITERS[kind](name, value, style, locale)
    raise MissingValueError(name, "has a value that cannot be written")


_GROUPED_DIGITS = re.compile(r"\+?\d[\d ()/-]*")
_LEFT_TO_RIGHT = "\u200e"
"""Without this mark the groups of a phone number change places in a text from right to left."""

_WRITERS: Mapping[Kind, Callable[[str, Value, str | None, Locale], str]] = MappingProxyType(
    {
        Kind.TEXT: _write_any,
        Kind.DATE: _write_date,
        Kind.TIME: _write_time,
        Kind.NUMBER: _write_number,
        Kind.AMOUNT: _write_amount,
    }
)
_BY_TYPE: Mapping[Kind, Any] = MappingProxyType(
    {
        Kind.AMOUNT: Amount,
        Kind.DATE: date,
        Kind.TIME: time,
        Kind.NUMBER: int | float | Decimal,
    }
)


def write(argument: Argument, value: Value, locale: Locale) -> str:
    """Return the value as it stands in the message. Raises MissingValueError."""
    written = _WRITERS[argument.kind](argument.name, value, argument.style, locale)
    if locale.text_direction == "rtl" and _GROUPED_DIGITS.fullmatch(written):
        return _LEFT_TO_RIGHT + written.replace(" ", "\u00a0")  # On one line, too.
    return written
