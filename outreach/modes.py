"""Modes: whom an installation may reach at all.

A demonstration reaches the sandbox carrier alone, a trial its guests alone, production everybody;
and production takes nothing from a demonstration for real.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from outreach.database import Database
from outreach.errors import ConfigurationError
from outreach.providers.configuration import Entry, TwilioEntry
from outreach.tables import installation

_DEMO_DATA = "demo-data"
_LOOPBACK = ("http://127.0.0.1", "http://[::1]", "http://localhost")


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
    """Tell whether a provider is a carrier of this machine; a mail server here is a usual relay."""
    return isinstance(entry, TwilioEntry) and (entry.url or "").startswith(_LOOPBACK)


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
