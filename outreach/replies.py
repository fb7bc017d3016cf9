"""Replies: what members write back. STOP, START and HELP act at once; the rest is for a person.

A STOP holds for the sender that it was written to, whatever that sender carries: other senders
and other channels go on. It is confirmed once, and not where the carrier has done so itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outreach.addresses import AddressHasher
from outreach.database import Database
from outreach.institution import Contact
from outreach.keywords import Keyword, find_keyword, get_confirmation
from outreach.members import Member, find_members_at
from outreach.optouts import Cause, OptOuts
from outreach.suppressions import Reason, Scope
from outreach.tables import messages, replies

_SOURCE = "reply"


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody at `address` wrote to one of our senders.

    `provider_id` is the carrier's own. With a `carrier_keyword` the carrier has read the text,
    acted on it and answered.
    """

    provider: str
    provider_id: str
    channel: str
    address: str
    sender: str
    body: str
    received_at: datetime
    carrier_keyword: Keyword | None = None


@dataclass(frozen=True, slots=True)
class _Writer:
    """Who wrote, as far as it can be told: several may share a phone."""

    member_id: int | None
    message_id: int | None
    language: str


@dataclass(frozen=True, slots=True)
class Replies:
    """Takes replies for one database; `contact` is whom members are told to call."""

    database: Database
    hasher: AddressHasher
    optouts: OptOuts
    contact: Contact

    def take(self, reply: Reply, now: datetime, *, answers: bool = True) -> str | None:
        """Act on a reply, once, and return what is to be answered, if anything.

        Without `answers` nothing is: the reply is read long after it was written.
        Raises DatabaseUnavailableError: nothing was kept, and it may come again.
        """
        with self.database.write() as connection:
            people = find_members_at(connection, self.hasher.hash(reply.address))
            writer = _find_writer(connection, reply, people, self.contact.language)
            keyword = reply.carrier_keyword or find_keyword(reply.body, writer.language)
            number = self._keep(connection, reply, keyword, writer)
            if number is None or keyword is None:
                return None
            told = self._act(connection, reply, keyword, now) and answers
            answered = told or reply.carrier_keyword is not None
            done = {"handled_at": now, "confirmed_at": now if answered else None}
            connection.execute(sa.update(replies).where(replies.c.id == number).values(done))
        if not told:
            return None
        return get_confirmation(keyword, writer.language, self.contact.name, self.contact.phone)

    def _keep(
        self, connection: sa.Connection, reply: Reply, keyword: Keyword | None, writer: _Writer
    ) -> int | None:
        """Write a reply down; None where it was there before."""
        kept = self.database.insert(replies).values(
            provider=reply.provider,
            provider_id=reply.provider_id,
            channel=reply.channel,
            address=reply.address,
            sender=reply.sender,
            body=reply.body,
            keyword=keyword or "",
            member_id=writer.member_id,
            message_id=writer.message_id,
            received_at=reply.received_at,
        )
        added = kept.on_conflict_do_nothing().returning(replies.c.id)
        number: int | None = connection.execute(added).scalar()
        return number

    def _act(
        self, connection: sa.Connection, reply: Reply, keyword: Keyword, now: datetime
    ) -> bool:
        """Do what a keyword asks for; tell whether it is for us to answer."""
        scope = Scope(reply.channel, reply.sender)
        cause = Cause(Reason.STOP, _SOURCE, now)
        news = True
        if keyword is Keyword.STOP:
            news = self.optouts.suppress(connection, reply.address, scope, cause)
        elif keyword is Keyword.START:
            self.optouts.lift(connection, reply.address, scope, cause)
        return news and reply.carrier_keyword is None


def _find_writer(
    connection: sa.Connection, reply: Reply, people: Sequence[Member], language: str
) -> _Writer:
    """Return who wrote: whoever the last message to that phone was for, or the phone's owner."""
    last = _find_last_message(connection, reply, [person.id for person in people])
    if last is not None:
        return _Writer(last.recipient_id or last.member_id, last.id, last.language)
    if len({person.language for person in people}) == 1:
        language = people[0].language
    return _Writer(people[0].id if len(people) == 1 else None, None, language)


def _find_last_message(
    connection: sa.Connection, reply: Reply, member_ids: Sequence[int]
) -> Any | None:
    """Return the last message that left for one of these members, the same sender's first."""
    if not member_ids:
        return None
    table = messages.c
    query = (
        sa.select(table.id, table.member_id, table.recipient_id, table.language)
        .where(
            sa.or_(table.recipient_id.in_(member_ids), table.member_id.in_(member_ids)),
            table.channel == reply.channel,
            table.address == reply.address,
            table.attempt_at.is_not(None),
        )
        .order_by(sa.case((table.sender == reply.sender, 0), else_=1), table.attempt_at.desc())
        .limit(1)
    )
    return connection.execute(query).one_or_none()


def list_unhandled(connection: sa.Connection, most: int = 100) -> list[Any]:
    """Return the rows of replies that wait for a person, the oldest first."""
    query = sa.select(replies).where(replies.c.handled_at.is_(None))
    return list(connection.execute(query.order_by(replies.c.id).limit(most)))


def mark_handled(connection: sa.Connection, number: int, now: datetime) -> bool:
    """Note that a person has seen to a reply; tell whether it was waiting."""
    handled = (
        sa.update(replies)
        .where(replies.c.id == number, replies.c.handled_at.is_(None))
        .values(handled_at=now)
    )
    return bool(connection.execute(handled).rowcount)
