"""What acts on what comes back from members and carriers, put together once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort

from outreach.bounces import Bounces
from outreach.bounces.listener import BounceListener
from outreach.database import Database
from outreach.institution import Contact
from outreach.links import MessageLinks
from outreach.listening import Listening
from outreach.optouts import OptOuts
from outreach.preferences import PreferenceBook
from outreach.providers.configuration import TwilioEntry
from outreach.receipts import Receipts
from outreach.replies import Replies
from web.answering import build_answering, tell_time
from web.config import Settings
from web.database import open_database
from web.outreach import find_entries
from web.services import services


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The parts; `accounts` are those whose callbacks are believed, by their sid."""

    database: Database
    accounts: Mapping[str, TwilioEntry]
    optouts: OptOuts
    receipts: Receipts
    replies: Replies
    contact: Contact
    bounces: BounceListener | None
    links: MessageLinks
    listening: Listening
    preferences: PreferenceBook

    def start(self) -> None:
        """Begin to take reports of mail. Raises ConfigurationError for a port in use."""
        if self.bounces:
            self.bounces.start()

    def close(self) -> None:
        """End the listener and close the database; the parts are not used afterwards."""
        if self.bounces:
            self.bounces.close()
        self.database.close()


def build_correspondence(settings: Settings) -> Correspondence:
    """Open the database, and put in force what the journal knows and the database has forgotten.

    Raises ConfigurationError, JournalError, DatabaseUnavailableError or SchemaError.
    """
    entries = find_entries(settings)
    database = open_database(settings)
    answering = build_answering(settings, database, entries)
    optouts = answering.optouts
    answering.recalling.recall()
    return Correspondence(
        database,
        {entry.account_sid: entry for entry in entries if isinstance(entry, TwilioEntry)},
        optouts,
        Receipts(database, optouts),
        answering.replies,
        answering.contact,
        _make_listener(settings, Bounces(database, optouts)),
        answering.links,
        Listening(database, answering.contact),
        PreferenceBook(database, answering.hasher, optouts),
    )


def _make_listener(settings: Settings, bounces: Bounces) -> BounceListener | None:
    if not settings.bounce_port:
        return None
    return BounceListener(bounces, settings.bounce_port, tell_time)


def correspondence() -> Correspondence:
    """Return the parts of the application that answers this request."""
    return services().correspondence or abort(404)
