"""Which locale a member is written to in: its own, or the one declared to stand in for it.

The whole message falls back, never a sentence of it, and who got which is counted.
"""

from __future__ import annotations

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

    A chain of declared fallbacks is followed until one has a wording. What is declared for a
    language holds for its scripts and regions: ``zh`` for ``zh-Hant-TW``.
    """
    own = locales.find_supported(language) or language
    wanted: str | None = own
    seen: set[str] = set()
    while wanted and wanted not in seen:
        seen.add(wanted)
        wording = template.find_wording(channel, wanted)
        if wording:
            return Choice(wording, fell_back=wanted != own)
        wanted = _find_declared(template.fallbacks, wanted)
    return None


def _find_declared(fallbacks: Mapping[str, str], language: str) -> str | None:
    parts = language.split("-")
    shorter = ("-".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next((fallbacks[tag] for tag in shorter if tag in fallbacks), fallbacks.get(ANY))
