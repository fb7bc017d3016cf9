"""Templates: named sets of wordings, one for each channel and locale."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import locales
from outreach.channels import Channel
from outreach.errors import WordingError
from outreach.placeholders import Pattern, parse_pattern
from outreach.purpose import Purpose

SOURCE = locales.DEFAULT
"""The locale that the others are translated from."""

ANY = "*"
"""In `Template.fallbacks`: every locale that has no entry of its own."""

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,59}")


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said on one channel in one locale; `subject` is an email's.

    `source_hash` tells which source wording it was translated from; `reviewed_by` is who vouches
    for it, and None in what nobody has read yet.
    """

    channel: Channel
    locale: str
    body: str
    subject: str = ""
    source_hash: str | None = None
    reviewed_by: str | None = None

    @property
    def hash(self) -> str:
        """The fingerprint of its words, which translations of it keep."""
        words = f"{self.subject.strip()}\0{self.body.strip()}"
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """Its texts, parsed. Raises WordingError."""
        texts = (self.subject, self.body) if self.channel is Channel.EMAIL else (self.body,)
        return tuple(parse_pattern(text, self.locale) for text in texts)

    @property
    def placeholders(self) -> frozenset[str]:
        """The names that it asks of a member. Raises WordingError."""
        return frozenset().union(*(pattern.placeholders for pattern in self.patterns))


@dataclass(frozen=True, slots=True)
class Template:
    """One version of a named message.

    `fallbacks` declares which locale stands in for one without a wording, always for the whole
    message: ``{"ta": "en"}``, or ``{"*": "en"}`` for every other.
    """

    name: str
    purpose: Purpose = Purpose.SERVICE
    sensitive: bool = False
    version: int = 1
    fallbacks: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[tuple[Channel, str], Wording] = field(default_factory=dict)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels that have a wording in any locale."""
        return tuple(each for each in Channel if any(each is key[0] for key in self.wordings))

    def find_wording(self, channel: Channel, locale: str) -> Wording | None:
        """Return the wording of that very channel and locale, or None."""
        return self.wordings.get((channel, locale))

    def get_wording(self, channel: Channel, locale: str) -> Wording:
        """Return the wording of that very channel and locale. Raises WordingError."""
        found = self.find_wording(channel, locale)
        if found is None:
            raise WordingError(f"{self.name} has no wording for {channel} in {locale}")
        return found

    def is_stale(self, wording: Wording) -> bool:
        """Tell whether the source has changed since a wording was translated from it."""
        source = self.find_wording(wording.channel, SOURCE)
        if source is None or wording.locale == SOURCE:
            return False
        return wording.source_hash != source.hash

    def with_wordings(self, wordings: Iterable[Wording]) -> Template:
        """Return the template with these wordings put in or exchanged."""
        added = {(wording.channel, wording.locale): wording for wording in wordings}
        return replace(self, wordings={**self.wordings, **added})


def check_name(name: str) -> str:
    """Return the name that a new template is given. Raises WordingError for one that is none."""
    if not _NAME.fullmatch(name):
        raise WordingError(
            f"{name[:60]!r} is no name of a template: use small letters, digits, _ and -"
        )
    return name
