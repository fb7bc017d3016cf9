"""What CLDR knows of a language in a region."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError


def find_locale(language: str, *regions: str | None) -> Locale:
    """Return CLDR's locale for the first of the regions that it knows, else the language's own."""
    for region in filter(None, regions):
        try:
            return Locale.parse(f"{language}_{region}")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(language)


def date_order(locale: Locale) -> str:
    """Return the order of a numeric date: ``dmy``, ``mdy`` or ``ymd``."""
    pattern = locale.date_formats["short"].pattern
    places = {field.lower(): pattern.find(field) for field in "dMy"}
    return "".join(sorted(places, key=lambda field: places[field]))
