"""Outreach put together as the settings say: for the service, and for a worker of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from outreach.addresses import parse_email, parse_phone
from outreach.campaigns import rules_of
from outreach.channels.email import Letterhead
from outreach.database import Database
from outreach.dispatch import Delivery
from outreach.errors import AddressError
from outreach.jobs import Jobs
from outreach.modes import Mode, check_data, check_providers, find_guests
from outreach.planning import close_campaigns, find_runs, follow_dates
from outreach.providers.configuration import Entry, load_providers
from outreach.task_queue import open_queue
from outreach.tasks import Tasks
from outreach.worker import Worker
from web.answering import build_guard, build_links, build_refusals
from web.campaigns import Planning
from web.config import ConfigurationError, Settings
from web.config.earnest import check_earnest
from web.config.secret_key import get_secret_key
from web.database import open_database
from web.sandbox.entries import make_entries

CALLBACKS = "/callbacks/twilio/status"


def find_entries(settings: Settings) -> Sequence[Entry]:
    """Return the providers of an installation: a demonstration's is the sandbox alone.

    Raises outreach's ConfigurationError for a file, or a provider, that the mode cannot use, and
    ours where there are carriers for people, and settings that these need are missing.
    """
    mode = Mode(settings.mode)
    if mode is Mode.DEMO:
        return make_entries(settings)
    entries = load_providers(settings.providers)
    check_providers(mode, entries)
    if entries:
        check_earnest(settings)
    return entries


def warn_of_silence(settings: Settings) -> str | None:
    """Return a line for the operator where no message leaves for want of a carrier, else None.

    An institution may well use narration alone; another has put the file in the wrong place.
    """
    if find_entries(settings):
        return None
    return f"No carrier is configured: nothing is sent. {settings.providers.absolute()} names none."


def build_delivery(settings: Settings, database: Database) -> Delivery:
    """Return what delivery works with. Raises ConfigurationError, ours or outreach's."""
    mode = Mode(settings.mode)
    check_data(mode, database)
    entries = find_entries(settings)
    senders = [entry.senders[0] for entry in entries if entry.channel == "email"]
    return Delivery(
        database,
        entries,
        Letterhead(settings.institution_name, senders[0] if senders else "", settings.reply_to),
        f"{_find_callback_base(settings)}{CALLBACKS}",
        clock=lambda: datetime.now(UTC),
        links=build_links(settings, database),
        on_refusal=build_refusals(settings, database, entries).note,
        rules_of=rules_of,
        guests=list_guests(settings),
    )


def list_guests(settings: Settings) -> frozenset[str] | None:
    """Return the only addresses that a trial writes to; None where there is no such limit.

    Raises ConfigurationError.
    """
    guests = [_normalize(guest, settings) for guest in settings.guests]
    return find_guests(Mode(settings.mode), guests)


def build_jobs(settings: Settings, database: Database, entries: Sequence[Entry]) -> Jobs:
    """Return what a worker does besides delivery. Raises JournalError."""
    planning = Planning(settings)
    guard = build_guard(settings, database, entries)
    return Jobs(
        find_runs=find_runs,
        expand=planning.expand,
        each_second={"restored": guard.check},
        each_minute={
            "follow_dates": follow_dates,
            "advance_campaigns": planning.advance,
            "close_campaigns": close_campaigns,
        },
        at_start={"restored": guard.start, "demo": planning.fill_demo},
    )


def build_worker(settings: Settings) -> Worker:
    """Return a worker on the settings' database, which gets its tables if it has none.

    Raises ConfigurationError, ours or outreach's, DatabaseUnavailableError or SchemaError.
    """
    database = open_database(settings)
    delivery = build_delivery(settings, database)
    queue = open_queue(database, get_secret_key(settings))
    jobs = build_jobs(settings, database, delivery.entries)
    database.close()  # The server is forked after this: the two must not share a connection.
    return Worker(Tasks(queue, delivery, jobs))


def _find_callback_base(settings: Settings) -> str:
    """Return where carriers call back: the sandbox lies on this machine."""
    return settings.own_url if Mode(settings.mode) is Mode.DEMO else settings.reached_at


def _normalize(guest: str, settings: Settings) -> str:
    try:
        return parse_email(guest) if "@" in guest else parse_phone(guest, settings.country).number
    except AddressError as error:
        raise ConfigurationError(f"OUTSPOKEN_GUESTS: one of the guests {error}") from None
