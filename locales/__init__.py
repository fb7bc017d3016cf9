"""The languages of Outspoken: its catalogs, their negotiation and direction. The lowest layer.

A *language* is a BCP 47 tag as members and pages use it (``ar-MA``); a *locale* is a gettext
folder beside this file (``ar``). Catalogs are read from their ``.po`` files, so that a change by
a translator needs no compilation and no compiled file can be stale or missing from a package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO

import langcodes
from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

SUPPORTED = ("en", "fr", "ar", "es", "zh-Hans", "fi", "sv", "id", "ms", "ta")
"""Languages with a catalog, a voice and tests, as BCP 47 tags; the first is the source."""

DEFAULT = SUPPORTED[0]
_CLOSE_ENOUGH = 24  # langcodes' distance; id and ms lie 34 apart in its data, zh and zh-Hans 0.


def find_supported(language: str) -> str | None:
    """Return the supported language that speakers of `language` (BCP 47) read, or None.

    Malay and Indonesian never stand for one another, although CLDR calls them near.
    """
    try:
        wanted = langcodes.Language.get(language.replace("_", "-")).prefer_macrolanguage()
    except ValueError:
        return None
    for tag in SUPPORTED:
        if langcodes.Language.get(tag).language == wanted.language:
            near = langcodes.tag_distance(wanted, tag) <= _CLOSE_ENOUGH
            return tag if near or wanted.script is None else None
    return None


def negotiate(preferred: Iterable[str], default: str = DEFAULT) -> str:
    """Return the first supported language among `preferred` tags (best first), else `default`."""
    for language in preferred:
        found = find_supported(language)
        if found:
            return found
    return default


def get_locale(language: str) -> str:
    """Return the gettext folder of a language: ``zh_Hans`` for ``zh-CN``."""
    return (find_supported(language) or DEFAULT).replace("-", "_")


@cache
def _read_catalog(locale: str) -> Translations:
    source = files(__name__) / locale / "LC_MESSAGES" / "messages.po"
    if not source.is_file():
        return Translations()
    with source.open("rb") as stream:
        catalog = read_po(stream, locale=locale)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def translations(language: str) -> NullTranslations:
    """Return the gettext translations for a language, with the source text where one is missing."""
    return _read_catalog(get_locale(language))


@cache
def _read_spoken(locale: str) -> Mapping[str, str]:
    source = files(__name__) / locale / "LC_MESSAGES" / "spoken.po"
    if not source.is_file():
        return {}
    with source.open("rb") as stream:
        catalog = read_po(stream, locale=locale)
    return {str(message.id): str(message.string) for message in catalog if message.id}


def get_spoken(message: str, language: str) -> str:
    """Return how a message is said: as it is displayed, but where ``spoken.po`` knows better.

    Arabic is displayed without vowel signs and spoken from a text that has them all, because
    engines guess the vowels that they are not given.
    """
    displayed = translations(language).gettext(message)
    return _read_spoken(get_locale(language)).get(message, displayed)


def is_rtl(language: str) -> bool:
    """Tell whether a language (BCP 47) is written from right to left."""
    try:
        return Locale.parse(language.replace("_", "-"), sep="-").text_direction == "rtl"
    except (ValueError, UnknownLocaleError):
        return False


def own_name(language: str) -> str:
    """Return the language's name in itself, for choosers: ``fr`` → ``français``."""
    locale = Locale.parse(language, sep="-")
    return locale.get_language_name(locale) or language
