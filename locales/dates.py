"""Dates as a language writes them: CLDR's patterns, and what these cannot say."""

from __future__ import annotations

import re
from datetime import date

from babel import Locale
from babel.dates import format_date

_FIRST = re.compile(r"\b1(?= [^\W\d])")


def write_date(day: date, style: str, locale: Locale) -> str:
    """Return a day in a locale, in CLDR's style: ``short``, ``medium``, ``long`` or ``full``.

    French writes the first of a month as an ordinal, *1er janvier* (Imprimerie nationale, Lexique
    des règles typographiques), for which CLDR's patterns have no letter.
    """
    written = format_date(day, format=style, locale=locale)
    if locale.language == "fr" and day.day == 1:
        return _FIRST.sub("1er", written, count=1)
    return written
