"""The words Outspoken adds to a form: what to do with each control, and the state it is in.

The listener cannot see a round button or a pop-up list, so a control is named by what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import locales


def _(message: str) -> str:
    """Mark a message for the catalogs; it is translated only when it is said."""
    return message


PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "required": _("You must answer this"),
        "invalid": _("There is a mistake in this answer"),
        "read_only": _("You cannot change this"),
        "disabled": _("You cannot use this now"),
        "value": _("Your answer so far"),
        "limits": _("From {low} to {high}"),
        "position": _("{number} of {total}"),
        "current": _("You are here"),
        "expanded": _("This is open"),
        "collapsed": _("This is closed"),
        "send": _("Send"),
        "clear": _("Clear your answers"),
        "choose_one": _("Choose one"),
        "choose_any": _("Choose any that apply"),
        "choose_from_list": _("Choose from the list"),
        "choose_several_from_list": _("Choose one or more from the list"),
        "chosen": _("You have chosen this"),
        "choose_file": _("Choose a file"),
        "choose_files": _("Choose one or more files"),
        "choose_tab": _("Choose a part of the page"),
        "selected_tab": _("This part is open"),
        "tick": _("Tick to agree"),
        "ticked": _("This box is ticked"),
        "partly_ticked": _("Some of these are ticked"),
        "switch": _("Turn this on or off"),
        "switched_on": _("This is on"),
        "switched_off": _("This is off"),
        "write": _("Write your answer"),
        "write_or_choose": _("Write your answer or choose from the list"),
        "write_search": _("Write what you are looking for"),
        "write_email": _("Write an email address"),
        "write_telephone": _("Write a telephone number"),
        "write_number": _("Write a number"),
        "write_url": _("Write a web address"),
        "write_password": _("Write your password"),
        "pick_date": _("Pick a date"),
        "pick_time": _("Pick a time"),
        "pick_datetime": _("Pick a date and a time"),
        "pick_month": _("Pick a month"),
        "pick_week": _("Pick a week"),
        "pick_colour": _("Pick a colour"),
        "pick_on_scale": _("Pick a value on the scale"),
    }
)
"""Every phrase by its key, in English. The listen widget gets the same keys, so that a page says
the same in the browser as here. ``{number}`` and the like are put in by whoever says it."""

WHAT_TO_DO: Mapping[str, str] = MappingProxyType(
    {
        "search": "write_search",
        "email": "write_email",
        "tel": "write_telephone",
        "number": "write_number",
        "url": "write_url",
        "password": "write_password",
        "date": "pick_date",
        "time": "pick_time",
        "datetime-local": "pick_datetime",
        "month": "pick_month",
        "week": "pick_week",
        "color": "pick_colour",
        "range": "pick_on_scale",
        "checkbox": "tick",
        "switch": "switch",
        "tablist": "choose_tab",
    }
)
"""The key of what to do with a kind of field; any other kind is free text."""


@lru_cache(maxsize=256)
def choose_language(language: str, fallback: str) -> str:
    """Return the catalog's language nearest to `language`, else to `fallback`, else English."""
    return locales.negotiate((language, fallback))


def translate(key: str, language: str) -> str:
    """Return how the phrase of a key is said in a language of `choose_language`."""
    return locales.get_spoken(PHRASES[key], language)
