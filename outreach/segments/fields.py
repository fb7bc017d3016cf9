"""The fields of a member that a rule may compare, and with what.

A field is a column of the member, ``age`` in whole years, ``has_phone`` or ``has_email``, or
``attribute.NAME``: one of the institution's own columns, compared as a number where the value is
one, else as text, which for dates written 2026-05-04 is their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from outreach.addresses import PhoneKind
from outreach.channels import Channel
from outreach.imports.values import parse_country, parse_region, parse_time_zone
from outreach.members import MemberKind

ATTRIBUTE = "attribute."
_ATTRIBUTE_NAME = re.compile(r"[\w .-]{1,60}")
_MOST_DAYS = 36_500
_OLDEST = 150
_TOO_LARGE = 10**15


class FieldKind(StrEnum):
    """What a field holds, and so what it may be compared with."""

    TEXT = "a text"
    FLAG = "true or false"
    DATE = "a date such as 2026-05-04"
    AGE = "a number of years from 0 to 150"
    ATTRIBUTE = "a text, a number of at most 15 digits, or true or false"


FIELDS: Mapping[str, FieldKind] = MappingProxyType(
    {
        "age": FieldKind.AGE,
        "born_on": FieldKind.DATE,
        "country": FieldKind.TEXT,
        "has_email": FieldKind.FLAG,
        "has_phone": FieldKind.FLAG,
        "kind": FieldKind.TEXT,
        "needs_large_print": FieldKind.FLAG,
        "needs_voice": FieldKind.FLAG,
        "phone_kind": FieldKind.TEXT,
        "preferred_channel": FieldKind.TEXT,
        "reference": FieldKind.TEXT,
        "region": FieldKind.TEXT,
        "time_zone": FieldKind.TEXT,
    }
)
_SAMENESS = frozenset({"=", "!="})
_ORDER = _SAMENESS | frozenset({"<", "<=", ">", ">="})
DAYS = frozenset({"past_days", "next_days"})
PRESENCE = frozenset({"set", "unset"})
_OPS: Mapping[FieldKind, frozenset[str]] = MappingProxyType(
    {
        FieldKind.TEXT: frozenset({"=", "!=", "in"}) | PRESENCE,
        FieldKind.FLAG: frozenset({"="}),
        FieldKind.DATE: _ORDER | DAYS | PRESENCE,
        FieldKind.AGE: _ORDER,
        FieldKind.ATTRIBUTE: _ORDER | DAYS | PRESENCE | {"in"},
    }
)


_WORDS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "country": parse_country,
        "kind": lambda value: _choose(MemberKind, value),
        "phone_kind": lambda value: _choose(PhoneKind, value),
        "preferred_channel": lambda value: _choose(Channel, value),
        "region": lambda value: parse_region(value, None),
        "time_zone": parse_time_zone,
    }
)
"""How the words of a field are written; any other would be a rule about nobody."""


def find_kind(field: str) -> FieldKind:
    """Return what a field holds. Raises ValueError for a field that there is not."""
    if field.startswith(ATTRIBUTE):
        if _ATTRIBUTE_NAME.fullmatch(field.removeprefix(ATTRIBUTE)):
            return FieldKind.ATTRIBUTE
        raise ValueError("an attribute's name has letters, digits, spaces, dots, - and _")
    if field not in FIELDS:
        raise ValueError(f"there is no field {field!r}; there are {', '.join(FIELDS)}, attribute.…")
    return FIELDS[field]


def check_comparison(field: str, op: str, value: Any) -> None:
    """Raise ValueError, which says what fits, for a comparison that makes no sense."""
    kind = find_kind(field)
    if op not in _OPS[kind]:
        raise ValueError(f"{field} can be compared by {' '.join(sorted(_OPS[kind]))}, not {op}")
    if not _fits(kind, op, value):
        raise ValueError(f"{field} {op} needs {_needs(kind, op)}")
    if field in _WORDS and op not in PRESENCE:
        for word in value if isinstance(value, tuple) else (value,):
            _check_word(field, str(word))


def _check_word(field: str, word: str) -> None:
    try:
        known = _WORDS[field](word)
    except ValueError as error:
        raise ValueError(f"{field}: {word[:40]!r} {error}") from None
    if known != word:
        raise ValueError(f"{field}: {word!r} is written {known!r}")


def _choose(words: type[StrEnum], value: str) -> str:
    if value not in set(words):
        raise ValueError(f"is none of {', '.join(words)}")
    return value


def _needs(kind: FieldKind, op: str) -> str:
    if op in PRESENCE:
        return "no value"
    if op in DAYS:
        return f"a number of days from 0 to {_MOST_DAYS}"
    return "a list of texts" if op == "in" else kind


def _fits(kind: FieldKind, op: str, value: Any) -> bool:
    if op in PRESENCE:
        return value is None
    if op in DAYS:
        return type(value) is int and 0 <= value <= _MOST_DAYS
    if op == "in":
        return isinstance(value, tuple) and bool(value)
    if isinstance(value, bool) and op not in _SAMENESS:
        return False
    return _FITTING[kind](value)


def _is_date(value: Any) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _fits_attribute(value: Any) -> bool:
    if isinstance(value, int | float):
        return -_TOO_LARGE < value < _TOO_LARGE
    return isinstance(value, str | date)


_FITTING: Mapping[FieldKind, Callable[[Any], bool]] = MappingProxyType(
    {
        FieldKind.TEXT: lambda value: isinstance(value, str),
        FieldKind.FLAG: lambda value: isinstance(value, bool),
        FieldKind.DATE: _is_date,
        FieldKind.AGE: lambda value: type(value) is int and 0 <= value <= _OLDEST,
        FieldKind.ATTRIBUTE: _fits_attribute,
    }
)
