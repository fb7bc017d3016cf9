"""What CLDR calls currencies and units of measure, in the forms they take after numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from babel import Locale
from babel.numbers import get_currency_name
from babel.units import format_unit

from narration.normalization.nouns import Gender, Noun

_SAMPLES = (0, 1, 2, 3, 11, 100)
"""Numbers that between them are of every plural category of every language with a grammar."""
_NUMBER = re.compile(r"^\d+\s?")


def currency_noun(code: str, locale: Locale, gender: Gender) -> Noun:
    """Return the name of a currency (ISO 4217) in a locale."""

    def name(number: int) -> str:
        return get_currency_name(code, count=number, locale=locale)

    return _noun(locale, name, get_currency_name(code, locale=locale), gender)


def unit_noun(unit: str, locale: Locale) -> Noun:
    """Return the name of a unit by its identifier in CLDR, such as ``mass-kilogram``."""

    def name(number: int) -> str:
        return _NUMBER.sub("", format_unit(number, unit, length="long", locale=locale))

    return _noun(locale, name, name(100), Gender.MASCULINE)


def _noun(locale: Locale, name: Callable[[int], str], usual: str, gender: Gender) -> Noun:
    forms: dict[str, str] = {}
    for number in _SAMPLES:
        forms.setdefault(locale.plural_form(Decimal(number)), name(number))
    other = forms.pop("other", None) or usual
    return Noun(other, **forms, gender=gender)
