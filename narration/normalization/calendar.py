"""Dates and times of day: how they are found, and checked before they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache, partial
from re import Match

from narration.normalization.boundaries import (
    END,
    LOOSE_END,
    LOOSE_START,
    NO_LETTER,
    START,
    KindRule,
    is_lettered,
)
from narration.normalization.grammar import Grammar

_ISO = r"(?P<year>[12]\d{3})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
_YEAR_LAST = r"(?P<{0}>\d{{1,2}})(?P<mark>[-/.])(?P<{1}>\d{{1,2}})(?P=mark)(?P<year>[12]\d{{3}})"


def rules(grammar: Grammar) -> Iterator[KindRule]:
    """Yield the rules for the dates and times of a grammar."""
    iso, *others = date_patterns(grammar)
    yield "date", f"{START}{iso}{END}", partial(say_date, grammar)
    for pattern in others:
        yield "date", f"{LOOSE_START}{pattern}{LOOSE_END}", partial(say_date, grammar)
    for pattern in time_patterns(grammar):
        yield "time", f"{LOOSE_START}{pattern}{LOOSE_END}", partial(say_time, grammar)


def date_patterns(grammar: Grammar) -> Iterator[str]:
    """Yield regular expressions for dates: ISO 8601, day and month first, then named months."""
    yield _ISO
    yield _YEAR_LAST.format(
        *(("month", "day") if grammar.date_order == "mdy" else ("day", "month"))
    )
    full, short = _month_numbers(grammar)
    written = (*full, *short)
    forms = {form for name in written for form in (name, name[0].upper() + name[1:], name.upper())}
    months = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    for pattern in grammar.dates:
        yield pattern.replace("{months}", months)


def time_patterns(grammar: Grammar) -> Iterator[str]:
    """Yield regular expressions for times; those with halves of the day if the language has any."""
    marks = sorted(grammar.meridiems, key=len, reverse=True)
    ends = (NO_LETTER if is_lettered(mark[-1]) else "" for mark in marks)
    whole = "|".join(re.escape(mark) + end for mark, end in zip(marks, ends, strict=True))
    meridiems = f"(?i:{whole})" if marks else "(?!)"
    for pattern in grammar.times:
        yield pattern.replace("{meridiems}", meridiems)


def say_date(grammar: Grammar, match: Match[str]) -> str | None:
    """Say a date, or return None if there is no such day, or only a short name and no year."""
    groups = match.groupdict()
    written, year = groups["month"], int(groups.get("year") or 0) or None
    month = find_month(written, grammar)
    day = int(groups.get("day") or 0) or None
    if month is None or not _exists(year, month, day):
        return None
    is_short = written.isdecimal() or find_month(written, grammar, short=False) is None
    if year is None and is_short:
        return None
    return grammar.date(day, month, year)


def find_month(written: str, grammar: Grammar, *, short: bool = True) -> int | None:
    """Return the month of a number or a name, or None; `short` names count unless told not to."""
    if written.isdecimal():
        return int(written)
    full, abbreviated = _month_numbers(grammar)
    names = {**abbreviated, **full} if short else full
    return {name.lower(): number for name, number in names.items()}.get(written.lower().rstrip("."))


def say_time(grammar: Grammar, match: Match[str]) -> str | None:
    """Say a time of day, or return None if the clock has no such time."""
    groups = match.groupdict()
    hour, minute, second = (int(groups.get(name) or 0) for name in ("hour", "minute", "second"))
    mark = (groups.get("meridiem") or "").lower().replace("\xa0", " ")
    meridiem = grammar.meridiems.get(mark, "")
    if hour > (12 if meridiem else 24) or minute > 59 or second > 59:
        return None
    return grammar.time(hour, minute, second if groups.get("second") else None, meridiem)


@lru_cache(maxsize=256)
def _month_numbers(grammar: Grammar) -> tuple[dict[str, int], dict[str, int]]:
    """Return the full and the short names of the months, as written, with their numbers."""
    widths: list[dict[str, int]] = []
    for width in ("wide", "abbreviated"):
        months = (grammar.locale.months[context][width] for context in ("format", "stand-alone"))
        widths.append({name.rstrip("."): n for names in months for n, name in names.items()})
    return {**widths[0], **grammar.months}, widths[1]


def _exists(year: int | None, month: int, day: int | None) -> bool:
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return False
    return True
