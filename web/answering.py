"""What answers members and carriers, put together as the settings say: for service and worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from outreach.addresses import AddressHasher, get_hasher
from outreach.database import Database
from outreach.institution import Contact
from outreach.journal import Journal
from outreach.links import LinkTerms, MessageLinks
from outreach.optouts import OptOuts
from outreach.providers.configuration import Entry, TwilioEntry
from outreach.providers.twilio_inbox import read_inbox
from outreach.recalling import Recalling
from outreach.receipts import Refusals
from outreach.replies import Replies
from outreach.restoring import RestoreGuard
from web.config import Settings
from web.config.secret_key import get_secret_key


@dataclass(frozen=True, slots=True)
class Answering:
    """The parts that one database has in common."""

    hasher: AddressHasher
    optouts: OptOuts
    replies: Replies
    contact: Contact
    links: MessageLinks
    recalling: Recalling


def build_answering(settings: Settings, database: Database, entries: Sequence[Entry]) -> Answering:
    """Return the parts. Raises JournalError and DatabaseUnavailableError."""
    hasher = get_hasher(database)
    journal = open_journal(settings)
    optouts = OptOuts(database, hasher, journal, _list_pools(entries))
    contact = Contact(
        settings.institution_name, settings.institution_phone, settings.default_language
    )
    replies = Replies(database, hasher, optouts, contact)
    recalling = Recalling(database, hasher, optouts, journal)
    return Answering(hasher, optouts, replies, contact, build_links(settings, database), recalling)


def open_journal(settings: Settings) -> Journal:
    """Return the file of opt-outs beside the database. Raises JournalError."""
    return Journal(settings.data / "suppressions.jsonl")


def build_links(settings: Settings, database: Database) -> MessageLinks:
    """Return what makes the links of messages."""
    terms = LinkTerms(settings.reached_at, settings.listen_check, settings.listen_days)
    return MessageLinks(database, get_secret_key(settings), terms, tell_time)


def build_refusals(settings: Settings, database: Database, entries: Sequence[Entry]) -> Refusals:
    """Return what learns from carriers' refusals. Raises as `build_answering`."""
    return Refusals(database, build_answering(settings, database, entries).optouts)


def build_guard(settings: Settings, database: Database, entries: Sequence[Entry]) -> RestoreGuard:
    """Return what keeps a restored database from sending. Raises as `build_answering`."""
    answering = build_answering(settings, database, entries)
    inboxes = [partial(read_inbox, entry) for entry in entries if isinstance(entry, TwilioEntry)]
    path = settings.data / "high_water.json"
    return RestoreGuard(path, answering.recalling, answering.replies, inboxes)


def tell_time() -> datetime:
    """Return the present."""
    return datetime.now(UTC)


def _list_pools(entries: Sequence[Entry]) -> Mapping[str, Sequence[Sequence[str]]]:
    """Return the senders of each channel: those of one provider are a pool."""
    pools: dict[str, list[Sequence[str]]] = {}
    for entry in entries:
        pools.setdefault(entry.channel, []).append(entry.senders)
    return pools
