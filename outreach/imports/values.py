"""What a cell says: dates, yes or no, languages, places. A problem is a ValueError that names
what is allowed and never quotes the cell."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Set
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from zoneinfo import available_timezones

import langcodes
from babel.core import get_global
from pycountry import subdivisions

from outreach.channels import Channel
from outreach.imports.names import find_country, find_language

Cell = str | date
"""A cell of a sheet: text without blanks at its ends, or a date where the format knows dates."""

LONGEST = 10_000
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd]")
_EARLIEST_YEAR, _LATEST_YEAR = 1850, 2200
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_TWO_DIGITS = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}")


class DateOrder(StrEnum):
    """The order of day, month and year where a date alone does not tell."""

    DMY = "dmy"
    MDY = "mdy"


def is_text(text: str) -> bool:
    """Tell whether a text has only characters that people write."""
    return not _FORBIDDEN.search(text)


def clean(text: str) -> str:
    """Return a cell's text without blanks at its ends, in Unicode's composed form.

    Raises ValueError for characters that no text has, and for cells that are too long.
    """
    if text.isascii() and text.isprintable() and len(text) <= LONGEST:
        return text.strip()  # What most cells are.
    if len(text) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters")
    if not is_text(text):
        raise ValueError("has control characters, or letters that could not be read")
    text = text.strip("\ufeff\u200b \t\r\n\xa0")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def parse_date(cell: Cell, order: DateOrder | None = None) -> date:
    """Return the date of a cell; `order` settles which of two numbers is the month."""
    found = _make_date(*_split_date(cell, order)) if isinstance(cell, str) else cell
    if isinstance(found, datetime):
        found = found.date()
    if not _EARLIEST_YEAR <= found.year <= _LATEST_YEAR:
        raise ValueError(f"is no date between {_EARLIEST_YEAR} and {_LATEST_YEAR}")
    return found


def _split_date(text: str, order: DateOrder | None) -> tuple[int, int, int]:
    text = _read_digits(text)
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = map(int, match.groups())
        return year, month, day
    if _TWO_DIGITS.fullmatch(text):
        raise ValueError("is a date whose year has two digits: write the year in full")
    match = _YEAR_LAST.fullmatch(text)
    if not match:
        raise ValueError("is no date such as 1960-12-31")
    first, second, year = map(int, match.groups())
    if order is None and first != second and first <= 12 and second <= 12:
        raise ValueError("could be two dates: say --dates dmy (day first) or --dates mdy")
    day_first = order == DateOrder.DMY if order else first > 12 or first == second
    return (year, second, first) if day_first else (year, first, second)


def _make_date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("is a day that does not exist") from None


def _read_digits(text: str) -> str:
    """Return text with the digits of every script as those of ASCII."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(each, each)) for each in text)


YES = frozenset(
    (
        *("1", "y", "yes", "true", "x", "o", "oui", "vrai", "نعم", "s", "si", "sí", "verdadero"),
        *("是", "对", "k", "kyllä", "kylla", "tosi", "j", "ja", "sann", "sant"),
        *("ya", "benar", "betul", "ஆம்", "ஆமாம்"),
    )
)
NO = frozenset(
    (
        *("0", "n", "no", "false", "non", "faux", "لا", "falso", "否", "不"),
        *("e", "ei", "epätosi", "nej", "falsk", "tidak", "salah", "palsu", "இல்லை"),
    )
)


def parse_flag(cell: Cell) -> bool:
    """Return whether a cell says yes or no, in any of the ten languages."""
    word = str(cell).casefold()
    if word in YES or word in NO:
        return word in YES
    raise ValueError("is neither yes nor no")


@lru_cache(maxsize=256)
def parse_language(cell: Cell) -> str:
    """Return the BCP 47 tag of a tag, or of one of the ten languages' names."""
    text = str(cell).replace("_", "-")
    named = find_language(text)
    if named:
        return named
    if not 2 <= len(text) <= 35 or not langcodes.tag_is_valid(text):
        raise ValueError("is no language of BCP 47, such as fr or ar-MA")
    return langcodes.standardize_tag(text)


@lru_cache(maxsize=256)
def parse_country(cell: Cell) -> str:
    """Return an ISO 3166 code of two letters, from one of two or three, or from a name."""
    code = str(cell).upper()
    if len(code) == 3 and (known := get_global("territory_aliases").get(code)):
        code = str(known[0])
    if code in get_global("territory_languages"):
        return code
    named = find_country(code)
    if named is None:
        raise ValueError("is no country of ISO 3166, such as MA or MAR")
    return named


_RENAMED = MappingProxyType(
    {"FR-75": "FR-75C", "IN-CT": "IN-CG", "IN-OR": "IN-OD", "IN-TG": "IN-TS", "IN-UT": "IN-UK"}
)
"""Regions whose code the standard changed, and much software did not."""


def parse_region(cell: Cell, country: str | None) -> str:
    """Return an ISO 3166-2 code such as MA-06; a part such as 06 is of `country`."""
    code = str(cell).upper()
    if country and "-" not in code:
        code = f"{country}-{code.removeprefix(country)}"
    code = _RENAMED.get(code, code)
    regions = _regions().get(country or code.split("-")[0], frozenset())
    if code not in regions:
        if not regions:
            hint = ", such as MA-06: leave it empty where a country has none"
        else:
            hint = f" of that country, such as {min(regions)}"
        raise ValueError(f"is no region of ISO 3166-2{hint}")
    return code


@cache
def _regions() -> Mapping[str, Set[str]]:
    """Return the codes of each country's regions, of all levels."""
    regions = defaultdict(set)
    for each in subdivisions:
        regions[each.country_code].add(each.code)
    return MappingProxyType(dict(regions))


def parse_time_zone(cell: Cell) -> str:
    """Return an IANA time zone."""
    zone = str(cell)
    if zone not in _zones():
        raise ValueError("is no time zone of IANA, such as Africa/Casablanca")
    return zone


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


_CHANNELS: Mapping[str, Channel] = MappingProxyType(
    {
        **{channel.value: channel for channel in Channel},
        "text": Channel.SMS,
        "call": Channel.VOICE,
        "phone": Channel.VOICE,
        "e-mail": Channel.EMAIL,
        "mail": Channel.EMAIL,
    }
)


def parse_channel(cell: Cell) -> str:
    """Return sms, voice or email."""
    found = _CHANNELS.get(str(cell).casefold())
    if found is None:
        raise ValueError("is no channel: sms, voice or email")
    return found.value


def parse_word(cell: Cell) -> str:
    """Return a word that rules can name: letters, digits, ``_`` and ``-``, such as job_loss."""
    word = re.sub(r"\s+", "_", str(cell).strip().casefold())
    if not re.fullmatch(r"[\w-]{1,60}", word):
        raise ValueError("is no word such as job_loss")
    return word
