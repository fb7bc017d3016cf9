"""Whether a wording can be filled with what is known of a member: some of it may be no number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from outreach.dispatch.rendering import LINK_NAMES, restore_values
from outreach.errors import WordingError
from outreach.placeholders import Pattern, parse_pattern
from outreach.wording import Wording

_LINKS = dict.fromkeys(LINK_NAMES, "https://outspoken.example/")


def is_unreadable(wording: Wording, values: Mapping[str, Any]) -> bool:
    """Tell whether a value is none that the wording can write, such as ``much`` for an amount."""
    try:
        known = {**restore_values(values), **_LINKS}
        texts = (wording.subject, wording.body) if wording.subject else (wording.body,)
        for text in texts:
            _parse(text, wording.locale).render(known)
    except WordingError:
        return True
    return False


@lru_cache(64)
def _parse(text: str, locale: str) -> Pattern:
    return parse_pattern(text, locale)
