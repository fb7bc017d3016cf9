"""Emoji said by their names: CLDR's short names, from the emoji library or from the engine.

The library has the names in 14 languages, Finnish, Swedish, Malay and Tamil not among them. There
an emoji stays in the text: engines name it in the voice's language (eSpeak NG 1.52 from CLDR's
annotations). The few that eSpeak NG is silent on are said in English, since silence loses more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import emoji

_FIRST_UNNAMED = 11
"""Version of Emoji from which eSpeak NG 1.52 lacks most names in languages other than English."""
_UNNAMED = frozenset("🆎🆒🆓🆔🆕🆖🆗🆘🆙🆚🔙🔚🔛🔜🔝👌🦖")
"""Older ones that it does not say in Finnish, Swedish, Malay or Tamil."""
_MODIFIERS = re.compile("[\u200d\ufe0f\U0001f3fb-\U0001f3ff]")


def name_emoji(text: str, language: str) -> str:
    """Return `text` with its emoji said by their names in a language (subtag).

    In a language whose names the library lacks, those that engines name themselves stay, without
    joiners and skin tones: a family is then said by its members.
    """
    if language in emoji.LANGUAGES:
        emoji.config.load_language(language)
    return emoji.replace_emoji(text, lambda chars, data: _say(chars, data, language))


def has_emoji(text: str) -> bool:
    """Tell whether an engine finds an emoji to name in a text."""
    return emoji.emoji_count(text) > 0


def _say(chars: str, data: Mapping[str, str], language: str) -> str:
    if chars[0].isascii():
        return chars[0]
    plain = _MODIFIERS.sub("", chars) or chars
    if language not in data and float(data["E"]) < _FIRST_UNNAMED and plain not in _UNNAMED:
        return f" {plain} "
    return f" {data.get(language, data['en']).strip(':').replace('_', ' ')} "
