"""Voice: what a call can say. A script is plain text in a language that narration speaks."""

from __future__ import annotations

import re
from types import MappingProxyType

import locales
from outreach.errors import ChannelError

MAX_SECONDS = 90
"""Longer than this, people put the phone down before they know what is asked of them."""

_PER_SECOND = MappingProxyType({"zh-Hans": 4.0, "ta": 11.0, "ar": 11.0, "fi": 13.0})
_USUAL_PER_SECOND = 14.0
"""Characters a second at the pace of a call, by ear; they are for a warning, not for a bill."""

_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_MARKUP = re.compile(r"\*\*|^#|\]\(|<[a-z/]", re.MULTILINE | re.IGNORECASE)


def estimate_seconds(script: str, language: str) -> float:
    """Return about how long a script takes to say, in seconds."""
    pace = _PER_SECOND.get(locales.find_supported(language) or "", _USUAL_PER_SECOND)
    return len(script) / pace


def check_script(script: str, language: str) -> None:
    """Raise ChannelError where a call could not say the script so that it is understood."""
    if locales.find_supported(language) is None:
        raise ChannelError(f"no voice speaks {language}")
    if _ADDRESS.search(script):
        raise ChannelError("an address of the web cannot be said: give a phone number instead")
    if _MARKUP.search(script):
        raise ChannelError("a script is plain text: leave out stars, headings, links and tags")
    seconds = estimate_seconds(script, language)
    if seconds > MAX_SECONDS:
        raise ChannelError(f"the script takes about {seconds:.0f} s; at most {MAX_SECONDS} s")
