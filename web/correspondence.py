"""What acts on what comes back from members and carriers, put together once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort

from outreach.addresses import get_hasher
from outreach.bounces import Bounces
from outreach.bounces.listener import BounceListener
from outreach.database import Database
from outreach.institution import Contact
from outreach.journal import Journal
from outreach.links import LinkTerms, MessageLinks
from outreach.listening import Listening
from outreach.optouts import OptOuts
from outreach.preferences import PreferenceBook
from outreach.providers.configuration import Entry, TwilioEntry, load_providers
from outreach.receipts import Receipts
from outreach.replies import Replies
from web.config import Settings
from web.config.secret_key import get_secret_key
from web.database import open_database
from web.sandbox.entries import make_entries
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


def find_entries(settings: Settings) -> Sequence[Entry]:
    """Return the providers of an installation; a demo has the sandbox alone.

    Raises outreach's ConfigurationError.
    """
    if settings.mode == "demo":
        return make_entries(settings)
    return load_providers(settings.providers)


def build_correspondence(settings: Settings) -> Correspondence:
    """Open the database, and put in force what the journal knows and the database has forgotten.

    Raises ConfigurationError, JournalError, DatabaseUnavailableError or SchemaError.
    """
    database = open_database(settings)
    hasher = get_hasher(database)
    entries = find_entries(settings)
    optouts = OptOuts(
        database, hasher, Journal(settings.data / "suppressions.jsonl"), _list_senders(entries)
    )
    optouts.replay()
    contact = Contact(
        settings.institution_name, settings.institution_phone, settings.default_language
    )
    return Correspondence(
        database,
        {entry.account_sid: entry for entry in entries if isinstance(entry, TwilioEntry)},
        optouts,
        Receipts(database, optouts),
        Replies(database, hasher, optouts, contact),
        contact,
        _make_listener(settings, Bounces(database, optouts)),
        _make_links(settings, database),
        Listening(database, contact),
        PreferenceBook(database, hasher, optouts),
    )


def _make_links(settings: Settings, database: Database) -> MessageLinks:
    terms = LinkTerms(settings.reached_at, settings.listen_check, settings.listen_days)
    return MessageLinks(database, get_secret_key(settings), terms, _tell_time)


def _tell_time() -> datetime:
    return datetime.now(UTC)


def _make_listener(settings: Settings, bounces: Bounces) -> BounceListener | None:
    if not settings.bounce_port:
        return None
    return BounceListener(bounces, settings.bounce_port, _tell_time)


def _list_senders(entries: Sequence[Entry]) -> Mapping[str, set[str]]:
    senders: dict[str, set[str]] = {}
    for entry in entries:
        senders.setdefault(entry.channel, set()).update(entry.senders)
    return senders


def correspondence() -> Correspondence:
    """Return the parts of the application that answers this request."""
    return services().correspondence or abort(404)
