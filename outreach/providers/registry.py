"""The table of providers, and the routes that messages of a channel can take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from outreach.providers.configuration import Entry, SmtpEntry, TwilioEntry
from outreach.providers.provider import Provider
from outreach.providers.smtp import Server, Smtp
from outreach.providers.twilio import Twilio


@dataclass(frozen=True, slots=True)
class Route:
    """One way for a channel's messages: a provider, one of its senders, and the sender's rate.

    `pool` are all senders of the provider: who said STOP to one has said it to all.
    """

    provider: str
    channel: str
    sender: str
    per_second: float
    pool: tuple[str, ...] = ()


def _make_twilio(entry: TwilioEntry) -> Provider:
    return Twilio(
        entry.name, entry.account_sid, entry.auth_token.get_secret_value(), entry.url or None
    )


def _make_smtp(entry: SmtpEntry) -> Provider:
    server = Server(
        entry.host,
        entry.port,
        entry.security,
        entry.username,
        entry.password.get_secret_value(),
        entry.bounces,
    )
    return Smtp(entry.name, server)


MAKERS: Mapping[str, Callable[[Any], Provider]] = MappingProxyType(
    {"twilio": _make_twilio, "smtp": _make_smtp}
)


def create_provider(entry: Entry) -> Provider:
    """Return the provider of an entry; it connects when it first sends."""
    return MAKERS[entry.kind](entry)


def list_routes(entries: Iterable[Entry], channel: str) -> tuple[Route, ...]:
    """Return a channel's routes, the preferred first."""
    return tuple(
        Route(entry.name, channel, sender, entry.per_second, entry.senders)
        for entry in entries
        if entry.channel == channel
        for sender in entry.senders
    )
