"""Which locale a member is written to in: its own, or the one declared to stand in for it.

The whole message falls back, never a sentence of it, and who got which is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import locales
from outreach.channels import Channel
from outreach.wording.template import ANY, Template, Wording


@dataclass(frozen=True, slots=True)
class Choice:
    """The wording for a language; `fell_back` where it is not in that language."""

    wording: Wording
    fell_back: bool


def choose_wording(template: Template, channel: Channel, language: str) -> Choice | None:
    """Return the wording for a member's language (BCP 47), or None where none is declared.

    A chain of declared fallbacks is followed until one has a wording.
    """
    own = locales.find_supported(language) or language
    wanted: str | None = own
    seen: set[str] = set()
    while wanted and wanted not in seen:
        seen.add(wanted)
        wording = template.find_wording(channel, wanted)
        if wording:
            return Choice(wording, fell_back=wanted != own)
        wanted = template.fallbacks.get(wanted, template.fallbacks.get(ANY))
    return None


def count_fallbacks(
    template: Template, channel: Channel, members: Mapping[str, int]
) -> Counter[tuple[str, str | None]]:
    """Return how many members of each language get another locale, by (language, locale).

    `members` counts them by language; the locale is None for those whom no wording reaches.
    """
    counted: Counter[tuple[str, str | None]] = Counter()
    for language, count in members.items():
        choice = choose_wording(template, channel, language)
        if choice is None:
            counted[language, None] += count
        elif choice.fell_back:
            counted[language, choice.wording.locale] += count
    return counted
