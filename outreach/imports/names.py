"""Languages and countries by their names, as CLDR writes them in the ten languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale
from babel.core import get_global

import locales


def find_language(name: str) -> str | None:
    """Return the tag of one of the ten languages, from its name in any of them."""
    # Members write `Bahasa Indonesia` where CLDR has `Indonesia`.
    return _languages().get(_simplify(name).removeprefix("bahasa"))


def find_country(name: str) -> str | None:
    """Return the ISO 3166 code of two letters of a country, from its name."""
    return _countries().get(_simplify(name))


@cache
def _languages() -> Mapping[str, str]:
    spoken = [
        (tag, locale.language) for tag, locale in zip(locales.SUPPORTED, _read(), strict=True)
    ]
    return MappingProxyType(
        {_simplify(each.languages[word]): tag for tag, word in spoken for each in _read()}
    )


@cache
def _countries() -> Mapping[str, str]:
    codes = get_global("territory_languages")
    names = {
        _simplify(name): code
        for each in _read()
        for code, name in each.territories.items()
        if code in codes
    }
    return MappingProxyType(names)


@cache
def _read() -> list[Locale]:
    return [Locale.parse(tag, sep="-") for tag in locales.SUPPORTED]


def _simplify(name: str) -> str:
    """Return a name without case, blanks, punctuation and the accents of Latin letters."""
    # The marks of other scripts tell words apart: Kenya and Guinea in Tamil, for one.
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return re.sub("[\u0300-\u036f]|[^\\w\u0b80-\u0bff]", "", decomposed)
