"""The words Outspoken adds to a form: what to do with each control, and the state it is in.

The listener cannot see a round button or a pop-up list, so a control is named by what to do.
"""

from __future__ import annotations

from functools import lru_cache

import locales


def _(message: str) -> str:
    """Mark a message for the catalogs; it is translated only when it is said."""
    return message


REQUIRED = _("You must answer this")
CHOSEN = _("You have chosen this")
TICKED = _("This box is ticked")
READ_ONLY = _("You cannot change this")
VALUE = _("Your answer so far")
SEND = _("Send")
POSITION = _("{number} of {total}")

CHOOSE_ONE = _("Choose one")
CHOOSE_ANY = _("Choose any that apply")
CHOOSE_FROM_LIST = _("Choose from the list")
CHOOSE_SEVERAL_FROM_LIST = _("Choose one or more from the list")
CHOOSE_FILE = _("Choose a file")
CHOOSE_FILES = _("Choose one or more files")
TICK = _("Tick to agree")
WRITE = _("Write your answer")

WRITE_OR_PICK = {
    "email": _("Write an email address"),
    "tel": _("Write a telephone number"),
    "number": _("Write a number"),
    "url": _("Write a web address"),
    "password": _("Write your password"),
    "date": _("Pick a date"),
    "time": _("Pick a time"),
    "datetime-local": _("Pick a date and a time"),
    "month": _("Pick a month"),
    "week": _("Pick a week"),
    "color": _("Pick a colour"),
    "range": _("Pick a value on the scale"),
}
"""What to do with an ``input``, by its type; any other type is free text."""


@lru_cache(maxsize=256)
def choose_language(language: str, fallback: str) -> str:
    """Return the catalog's language nearest to `language`, else to `fallback`, else English."""
    return locales.negotiate((language, fallback))


def translate(message: str, language: str) -> str:
    """Return how a message of this module is said in a language of `choose_language`."""
    return locales.get_spoken(message, language)
