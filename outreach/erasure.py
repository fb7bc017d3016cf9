"""Erasure: a person is removed, and what has to be remembered is kept as hashes.

The reference stays hashed, so that an older file does not bring the person back, and so do
addresses that nobody else has. What was sent is still counted, but names no one. The journal has
the hashes too: a backup that is restored has the person still, and they are erased again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outreach.actions import record_action
from outreach.addresses import AddressHasher
from outreach.channels import Channel
from outreach.members import Member, find_members_at, get_member
from outreach.optouts import Cause, OptOuts
from outreach.statuses import FINAL, Status
from outreach.suppressions import Reason, Scope
from outreach.tables import listen_links, members, messages, replies

_SOURCE = "erasure"
_FORGOTTEN = {"address": None, "values": None, "subject": None, "body": None}


@dataclass(frozen=True, slots=True)
class Eraser:
    """Erases members, and lets them come back."""

    optouts: OptOuts
    hasher: AddressHasher

    def erase(self, connection: sa.Connection, reference: str, *, actor: str, at: datetime) -> None:
        """Remove a member with all that hangs on it. Raises UnknownMemberError.

        A message that is with the carrier this moment keeps its address until its fate is known:
        see `forget_settled`.
        """
        member = get_member(connection, reference)
        hashed = self.hasher.hash_reference(reference)
        cause = Cause(Reason.ERASED, _SOURCE, at)
        self.optouts.suppress_hash(connection, hashed, Scope(), cause, member_id=member.id)
        for address in (member.phone, member.email):
            if address:
                self._forget_address(connection, member, address, cause)
        about = (messages.c.member_id == member.id) | (messages.c.recipient_id == member.id)
        _cancel_queued(connection, about, at)
        about_ids = sa.select(messages.c.id).where(about)
        connection.execute(sa.delete(listen_links).where(listen_links.c.message_id.in_(about_ids)))
        _detach_under_way(connection, member.id)
        settled = about & messages.c.status.in_([*FINAL, Status.SENT, Status.PENDING])
        connection.execute(sa.update(messages).where(settled).values(_FORGOTTEN))
        connection.execute(sa.delete(members).where(members.c.id == member.id))
        record_action(connection, actor, "erased", ("member", str(member.id)), at=at)

    def _forget_address(
        self, connection: sa.Connection, member: Member, address: str, cause: Cause
    ) -> None:
        hashed = self.hasher.hash(address)
        if all(each.id == member.id for each in find_members_at(connection, hashed)):
            self.optouts.suppress_hash(connection, hashed, Scope(), cause)
            connection.execute(sa.delete(replies).where(replies.c.address == address))

    def readmit(
        self, connection: sa.Connection, reference: str, *, actor: str, at: datetime
    ) -> bool:
        """Let a member who was erased be imported again; return whether there was one.

        Addresses stay suppressed until the member, or staff, lifts that too.
        """
        hashed = self.hasher.hash_reference(reference)
        lifted = self.optouts.end(connection, hashed, Scope(), Cause(Reason.STAFF, "staff", at))
        if lifted:
            record_action(connection, actor, "readmitted", ("member", hashed), at=at)
        return bool(lifted)


def _cancel_queued(connection: sa.Connection, about: sa.ColumnElement[Any], at: datetime) -> None:
    cancelled = {"status": Status.CANCELLED.value, "reason": "erased", "settled_at": at}
    queued = messages.c.status.in_([Status.CREATED, Status.CLAIMED])
    # A claimed message has not left yet: its worker finds it no longer claimed, and drops it.
    connection.execute(sa.update(messages).where(about, queued).values(cancelled | _FORGOTTEN))


def _detach_under_way(connection: sa.Connection, representative_id: int) -> None:
    """Take messages that are with the carrier, for a representative, from whom they are about.

    Their address is the representative's: `forget_settled` knows them by having no member.
    """
    unsettled = messages.c.status.in_([Status.SENDING, Status.UNKNOWN])
    mine = sa.update(messages).where(messages.c.recipient_id == representative_id, unsettled)
    connection.execute(mine.values(member_id=None))


def forget_settled(connection: sa.Connection) -> int:
    """Take the addresses out of messages whose member was erased while they were on their way.

    The sweep calls this. Returns how many there were.
    """
    gone = messages.c.member_id.is_(None) & messages.c.address.is_not(None)
    # Nobody can be asked what became of an email: its fate stays unknown.
    unasked = (messages.c.status == Status.UNKNOWN) & (messages.c.channel == Channel.EMAIL)
    settled = messages.c.status.in_([*FINAL, Status.SENT, Status.PENDING]) | unasked
    statement = sa.update(messages).where(gone, settled).values(_FORGOTTEN)
    return int(connection.execute(statement).rowcount)
