"""What comes back is tested on messages that have left, with everything that acts on it."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from outreach.addresses import AddressHasher, get_hasher
from outreach.channels import Channel
from outreach.database import Database
from outreach.institution import Contact
from outreach.journal import Journal
from outreach.optouts import OptOuts
from outreach.recalling import Recalling
from outreach.receipts import Receipts
from outreach.replies import Replies
from outreach.statuses import Status
from outreach.suppressions import Suppression, find_suppressions
from outreach.tables import messages
from outreach.wording import Template
from outreach.wording.store import find_version_id, list_wording_ids, save_templates
from tests.outreach.dispatch.rows import MAILBOX, PHONE, add_message, read_message

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
SENDER = "+15005550006"
CONTACT = Contact("Pensions", "+358 20 123 4567", "en")


@dataclass
class Returning:
    """What acts on what comes back, for one database."""

    database: Database
    hasher: AddressHasher
    journal: Journal
    optouts: OptOuts
    receipts: Receipts
    replies: Replies
    recalling: Recalling | None = None

    def add(self, **given: Any) -> int:
        """Add a message that has left; see `tests.outreach.dispatch.rows.add_message`."""
        member = given.pop("member", {})
        hashes = {
            "phone_hash": self.hasher.hash(member.get("phone", PHONE)),
            "email_hash": self.hasher.hash(member.get("email", MAILBOX)),
        }
        facts = {
            "status": Status.SENT,
            "attempt_id": "attempt-1",
            "attempt_at": NOW,
            "attempts": 1,
            "provider": "twilio",
            "sender": SENDER,
            "body": "Hei!",
        }
        return add_message(self.database, member=hashes | member, **(facts | given))

    def add_worded(self, template: Template, channel: Channel = Channel.SMS, **given: Any) -> int:
        """Add a message that has left in the Finnish wording of a template."""
        with self.database.write() as connection:
            save_templates(connection, [template], "ann", NOW)
            version = find_version_id(connection, template.name, 1)
            wording = list_wording_ids(connection, version or 0)[channel, "fi"]
        return self.add(channel=channel, wording_id=wording, **given)

    def read(self, number: int) -> Any:
        return read_message(self.database, number)

    def change(self, number: int, **new: Any) -> None:
        with self.database.write() as connection:
            connection.execute(sa.update(messages).where(messages.c.id == number).values(new))

    def suppressed(self, address: str = PHONE) -> list[Suppression]:
        with self.database.read() as connection:
            return find_suppressions(connection, [self.hasher.hash(address)])


def build_returning(database: Database, folder: Path, *pools: Collection[str]) -> Returning:
    """Return all that acts on what comes back; `pools` are the senders of SMS."""
    hasher = get_hasher(database)
    journal = Journal(folder / "suppressions.jsonl")
    optouts = OptOuts(database, hasher, journal, {"sms": pools or [[SENDER]]})
    return Returning(
        database,
        hasher,
        journal,
        optouts,
        Receipts(database, optouts, random.Random(1)),
        Replies(database, hasher, optouts, CONTACT),
        Recalling(database, hasher, optouts, journal),
    )
