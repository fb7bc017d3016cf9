"""What the listen widget shows and says of its own, in English, by the key its script uses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from web.locale import list_languages


def _(message: str) -> str:
    """Mark a message for the catalogs; it is translated when a page asks for its words."""
    return message


# A language is called by its own name in every catalog, so there is nothing to translate.
_LANGUAGES = {f"language_{choice.tag}": choice.name for choice in list_languages()}

SHOWN: Mapping[str, str] = MappingProxyType(
    {
        "listening": _("Listening"),
        "listen": _("Listen"),
        "listen_part": _("Listen: {part}"),
        "stop": _("Stop"),
        "stop_part": _("Stop: {part}"),
        "whole_page": _("the whole page"),
        "this_part": _("this part of the page"),
        "selection": _("Listen to the marked text"),
        "hide": _("Hide the listen buttons"),
        "show": _("Show the listen buttons"),
        "player": _("Player"),
        "open": _("Open the player"),
        "close": _("Close the player"),
        "play": _("Play"),
        "pause": _("Pause"),
        "previous": _("Back"),
        "next": _("Forward"),
        "again": _("From the beginning"),
        "more": _("More: speed, language, help"),
        "speed": _("Speed"),
        "language": _("Choose a language"),
        "help": _("Help"),
        "download": _("Keep the sound"),
        "follow": _("Read each question when I come to it"),
        "person": _("Talk to a person"),
        "understood": _("Did you understand?"),
        "yes": _("Yes, I understood"),
        "no": _("No, I did not understand"),
        "thanks": _("Thank you."),
        "loading": _("Loading…"),
        "failed": _("The sound does not work now. Try again."),
        "no_connection": _("There is no connection now. Try again later."),
        "busy": _("Many people are listening now. Wait a minute, and try again."),
        "by_device": _("There is no connection now. Your own device reads to you."),
        "no_voice": _("There is no voice for a part of this text."),
        "no_document": _("This document cannot be opened here."),
        "answers_lost": _(
            "What you wrote on this page will be lost. Press the language again to go on."
        ),
        **_LANGUAGES,
    }
)
"""Texts that are displayed: names of buttons, messages."""

SPOKEN: Mapping[str, str] = MappingProxyType(
    {
        "help": _(
            "Press the loudspeaker to hear what stands beside it. Press it again to stop. "
            "The loudspeaker in the corner opens the player. There you can pause, go back, "
            "and choose how fast the voice speaks."
        ),
        # Each catalog names its own language here: "You have chosen French", in French.
        "language_chosen": _("You have chosen English."),
        "answers_lost": _(
            "What you wrote on this page will be lost. Press the language again to go on."
        ),
        "no_connection": _("There is no connection now. Try again later."),
        "busy": _("Many people are listening now. Wait a minute, and try again."),
        "understood": _("Did you understand?"),
    }
)
"""Texts that are said by the player: help, confirmations."""
