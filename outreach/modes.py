"""Modes: whom an installation may reach at all.

A demonstration reaches the sandbox carrier alone, a trial its guests alone, production everybody;
and production takes nothing from a demonstration for real.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address
from socket import AI_NUMERICHOST, getaddrinfo
from urllib.parse import urlsplit

import sqlalchemy as sa

from outreach.database import Database
from outreach.errors import ConfigurationError
from outreach.providers.configuration import Entry, TwilioEntry
from outreach.tables import installation

_DEMO_DATA = "demo-data"
_SANDBOX = "sandbox"


class Mode(StrEnum):
    """Whom messages may reach."""

    DEMO = "demo"
    TRIAL = "trial"
    PRODUCTION = "production"


def check_providers(mode: Mode, entries: Sequence[Entry]) -> None:
    """Raise ConfigurationError for providers that a mode must not send through."""
    stand_ins = [entry.name for entry in entries if _is_stand_in(entry)]
    if mode is Mode.PRODUCTION and stand_ins:
        raise ConfigurationError(
            f"{stand_ins[0]} is no real carrier, and production would lose its messages there: "
            "take its url out, or set OUTSPOKEN_MODE=trial"
        )


def _is_stand_in(entry: Entry) -> bool:
    """Tell whether a provider is a carrier of this machine, or a sandbox anywhere.

    A mail server of this machine is a usual relay.
    """
    if not isinstance(entry, TwilioEntry) or entry.url is None:
        return False
    address = urlsplit(entry.url)
    return _is_here(address.hostname or "") or _SANDBOX in address.path.split("/")


def _is_here(host: str) -> bool:
    """Tell whether a host is this machine by its name or number, such as ``127.1`` or ``[::]``."""
    try:
        # The system reads short forms of an address as the client will.
        ((*_, place), *_) = getaddrinfo(host, None, flags=AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return f".{host.rstrip('.')}".endswith(".localhost")
    number = ip_address(str(place[0]))
    number = getattr(number, "ipv4_mapped", None) or number
    return number.is_loopback or number.is_unspecified


def find_guests(mode: Mode, guests: Collection[str]) -> frozenset[str] | None:
    """Return the only addresses that anything is sent to; None where there is no such limit."""
    return frozenset(guests) if mode is Mode.TRIAL else None


def note_demo_data(database: Database, connection: sa.Connection, at: datetime) -> None:
    """Keep that the database holds made-up members: production refuses it from now on."""
    insert = database.insert(installation).values(name=_DEMO_DATA, value=at.isoformat())
    connection.execute(insert.on_conflict_do_nothing())


def check_data(mode: Mode, database: Database) -> None:
    """Raise ConfigurationError where production would write to the members of a demonstration."""
    demo = sa.select(installation.c.name).where(installation.c.name == _DEMO_DATA)
    with database.read() as connection:
        found = connection.execute(demo).one_or_none()
    if mode is Mode.PRODUCTION and found:
        raise ConfigurationError(
            "the database holds the made-up members of a demonstration: "
            "give production one of its own, by OUTSPOKEN_DATABASE_URL or OUTSPOKEN_DATA"
        )
