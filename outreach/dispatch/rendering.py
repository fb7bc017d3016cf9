"""What a message says: its wording, filled with the values that were frozen when it was planned.

The same row always gives the same words, so that a carrier can be asked for them later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa
from babel import Locale

from outreach.channels.email import Draft, Letterhead, Recipient, compose, make_message_id
from outreach.channels.sms import normalize_sms
from outreach.dispatch.claim import Claimed
from outreach.errors import WordingError
from outreach.placeholders import Amount, Pattern, Value, find_format_locale, parse_pattern
from outreach.providers.registry import Route
from outreach.tables import wordings


class Links(Protocol):
    """Makes the addresses that a message may carry; each is opaque, and the same for one row."""

    def make(
        self, connection: sa.Connection, message_ids: Sequence[int]
    ) -> Mapping[int, Mapping[str, str]]:
        """Return the values of `LINK_NAMES` for each message, in the caller's transaction."""
        ...


LINK_NAMES = frozenset({"listen_link", "preferences_link", "unsubscribe_link"})


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message in words: `content` is the whole mail, as bytes, where it is one."""

    body: str
    subject: str | None = None
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Ready:
    """A message that was claimed and checked: `links` are the addresses that its words carry.

    Its formats are those of `country`; a mail is in `large_print` for who reads no other.
    """

    claimed: Claimed
    route: Route
    country: str
    links: Mapping[str, str]
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class _Parsed:
    has_links: bool
    text: Pattern | None = None
    draft: Draft | None = None
    large_print: Draft | None = None


class Renderer:
    """Fills wordings; each is parsed, and an email composed, once. Used by one thread at a time."""

    def __init__(self, letterhead: Letterhead) -> None:
        self._letterhead = letterhead
        self._parsed: dict[int, _Parsed] = {}

    def load(self, connection: sa.Connection, wording_ids: set[int]) -> None:
        """Parse the wordings that are not known yet."""
        columns = [wordings.c[name] for name in ("id", "channel", "locale", "subject", "body")]
        query = sa.select(*columns).where(wordings.c.id.in_(wording_ids - self._parsed.keys()))
        for row in connection.execute(query):
            with suppress(WordingError):  # Rendering tells it, of the messages concerned alone.
                self._parsed[row.id] = self._parse(row)

    def wants_links(self, claimed: Claimed) -> bool:
        """Tell whether the wording of a message carries any address."""
        parsed = self._parsed.get(claimed.wording_id or 0)
        return parsed is not None and parsed.has_links

    def render(self, ready: Ready, written_at: datetime) -> Rendered:
        """Return what a message says. Raises WordingError, MissingValueError or ChannelError."""
        parsed = self._parsed.get(ready.claimed.wording_id or 0)
        if parsed is None:
            raise WordingError("the message's wording is gone, or cannot be read")
        values = {**restore_values(ready.claimed.values), **ready.links}
        draft = parsed.large_print if ready.large_print else parsed.draft
        if draft:
            return self._write_mail(ready, draft, values, written_at)
        assert parsed.text is not None
        locale = find_format_locale(parsed.text.language, ready.country)
        return Rendered(normalize_sms(parsed.text.render(values, locale), parsed.text.language))

    def _write_mail(
        self, ready: Ready, draft: Draft, values: Mapping[str, Value], written_at: datetime
    ) -> Rendered:
        claimed = ready.claimed
        domain = self._letterhead.sender.rpartition("@")[2].rstrip(">")
        locale: Locale = find_format_locale(draft.language, ready.country)
        unsubscribe = values.get("unsubscribe_link")
        recipient = Recipient(
            address=claimed.address or "",
            message_id=make_message_id(f"m{claimed.id}", domain),
            written_at=written_at,
            values=values,
            locale=locale,
            unsubscribe_url=str(unsubscribe) if unsubscribe else None,
        )
        return Rendered("", draft.subject.render(values, locale), draft.fill(recipient))

    def _parse(self, row: Any) -> _Parsed:
        if row.channel != "email":
            text = parse_pattern(row.body, row.locale)
            return _Parsed(not LINK_NAMES.isdisjoint(text.placeholders), text=text)
        draft, large_print = (
            compose(row.subject, row.body, row.locale, self._letterhead, large_print=large)
            for large in (False, True)
        )
        # Every mail's foot links to the preferences.
        return _Parsed(True, draft=draft, large_print=large_print)


def restore_values(stored: Mapping[str, Any]) -> dict[str, Value]:
    """Return values as placeholders take them: an amount is stored as number and currency.

    Raises WordingError.
    """
    try:
        return {
            name: Amount(**value) if isinstance(value, dict) else value
            for name, value in stored.items()
        }
    except TypeError:
        raise WordingError("a value of the message is none that a placeholder takes") from None
