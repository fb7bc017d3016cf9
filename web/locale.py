"""The language of a page: its negotiation, and gettext that also knows how a text is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import Any

from babel import Locale
from flask import Flask, Request, g, request

import locales
from locales.dates import write_date

_MOST_PREFERENCES = 20  # A browser sends a handful; a longer header is not worth the time.
_FULLER_NAMES = MappingProxyType(
    {"zh-Hans": "简体中文", "id": "Bahasa Indonesia", "ms": "Bahasa Melayu"}
)
"""Where CLDR's own name is a country's too (Indonesia), or leaves out the script."""


class Wording(str):
    """A translated text, and how it is said where that is written differently.

    Arabic is displayed without vowel signs and spoken from a text that has them all, because
    engines guess the vowels that they are not given.
    """

    __slots__ = ("spoken",)
    spoken: str

    def __new__(cls, text: str, spoken: str | None = None) -> Wording:
        """Return `text`, which is said as `spoken`, or as it stands."""
        wording = super().__new__(cls, text)
        wording.spoken = text if spoken is None else spoken
        return wording

    @property
    def attributes(self) -> dict[str, str]:
        """HTML attributes for the element that shows the text."""
        return {} if self.spoken == self else {"data-outspoken-text": self.spoken}

    @property
    def component(self) -> dict[str, Any]:
        """Parameters with which GOV.UK's macros show the text as a label, hint or error."""
        return {"text": str(self), "attributes": self.attributes}


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """One entry of a language chooser: a BCP 47 tag and the language's name in itself."""

    tag: str
    name: str
    direction: str


def negotiate_language(request: Request) -> str:
    """Return the language of a request: ``?lang=`` first, then Accept-Language, then English."""
    accepted = (tag for tag, quality in request.accept_languages if quality > 0)
    asked = request.args.get("lang", "")
    return locales.negotiate([asked, *islice(accepted, _MOST_PREFERENCES)])


def get_language() -> str:
    """Return the language of the page that is being made, as one of locales.SUPPORTED."""
    if "language" not in g:
        g.language = negotiate_language(request)
    language: str = g.language
    return language


def get_direction(language: str) -> str:
    """Return a language's direction as HTML's ``dir`` has it: ``ltr`` or ``rtl``."""
    return "rtl" if locales.is_rtl(language) else "ltr"


def gettext(message: str, **values: Any) -> Wording:
    """Return a message in the page's language, with ``{name}`` filled from `values`.

    A value that is itself a Wording is said in its spoken form.
    """
    language = get_language()
    text = locales.translations(language).gettext(message)
    spoken = locales.get_spoken(message, language)
    if not values:
        return Wording(text, spoken)
    said = {name: getattr(value, "spoken", value) for name, value in values.items()}
    return Wording(text.format(**values), spoken.format(**said))


def format_day(day: date) -> str:
    """Return a date as the page's language writes it in full: ``27 March 1958``."""
    locale = locales.get_locale(get_language())
    # Plain "en" is American, month first; the form asks for the day first.
    return write_date(day, "long", Locale.parse("en_001" if locale == "en" else locale))


def list_languages() -> list[LanguageChoice]:
    """Return every language that pages can be read in, each under its own name."""
    return [_describe(tag) for tag in locales.SUPPORTED]


def _describe(tag: str) -> LanguageChoice:
    name = _FULLER_NAMES.get(tag) or locales.own_name(tag)
    return LanguageChoice(tag, name[:1].upper() + name[1:], get_direction(tag))


def _describe_page() -> dict[str, Any]:
    language = get_language()
    return {"language": language, "direction": get_direction(language)}


def init_app(app: Flask) -> None:
    """Give templates ``_()``, the page's `language` and `direction`, and `list_languages`."""
    app.jinja_env.globals.update(_=gettext, gettext=gettext, list_languages=list_languages)
    app.context_processor(_describe_page)
