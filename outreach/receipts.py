"""Receipts: what carriers report about messages that they took, late, twice and in any order.

A receipt settles a message whose fate was open, and moves one that was sent to its end. A final
state never changes. A phone that was out of reach is tried again, later each time.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
import structlog

from outreach.bounces.acting import GONE
from outreach.channels.sms import measure
from outreach.database import Database
from outreach.dispatch.backoff import is_given_up, next_try_at
from outreach.errors import OutreachError
from outreach.optouts import Cause, OptOuts
from outreach.providers import Refused
from outreach.providers.registry import Route
from outreach.statuses import Status
from outreach.suppressions import Reason, Scope
from outreach.tables import attempts, messages, receipts

OPTED_OUT = "opted-out"
"""The reason of a message that the carrier did not take because the phone said STOP to it."""

_PATIENCE = 6
"""As if so many tries had failed before: a phone that is off is not on again in 15 seconds."""

_MOST_TRIES = 6
"""Each is billed, and some reach a phone although the carrier does not know it."""

_log = structlog.get_logger(__name__)
_WAITING = (Status.CREATED, Status.CLAIMED)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a carrier reported of one message.

    `word` is the carrier's own for the state, and `code` its error's; `status` is what it means:
    sent, delivered or a failure for `reason`. A temporary failure may be tried again. Ours are
    `message_id` and `attempt_id`; the carrier's is `provider_id`.
    """

    provider: str
    provider_id: str
    word: str
    status: Status
    reason: str = ""
    code: str = ""
    message_id: int | None = None
    attempt_id: str | None = None

    @property
    def fingerprint(self) -> str:
        """What a repetition of it has in common with it."""
        parts = (self.provider_id, self.attempt_id or "", self.word, self.code)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Refusals:
    """Learns from what carriers refuse when they are called; see `outreach.dispatch.Delivery`.

    An opt-out at the carrier becomes one of ours, and a mailbox that is gone gets nothing more.
    """

    database: Database
    optouts: OptOuts

    def note(self, address: str, route: Route, refused: Refused, now: datetime) -> None:
        """Suppress what the refusal says of the address: it opted out there, or is gone."""
        learned = {
            OPTED_OUT: (Scope(route.channel, route.sender), Reason.STOP),
            GONE: (Scope(route.channel), Reason.HARD_BOUNCE),
        }
        if refused.reason not in learned:
            return
        scope, reason = learned[refused.reason]
        try:
            with self.database.write() as connection:
                self.optouts.suppress(connection, address, scope, Cause(reason, "carrier", now))
        except OutreachError as error:
            # The carrier goes on refusing, so the next message will tell again.
            _log.warning("refusal_not_kept", code=error.code)


@dataclass(frozen=True, slots=True)
class Receipts:
    """Takes receipts for one database."""

    database: Database
    optouts: OptOuts
    chance: random.Random = field(default_factory=random.Random)

    def record(self, receipt: Receipt, now: datetime) -> Status | None:
        """Act on a receipt, once; return the new status of its message, None if it stays as it is.

        Raises DatabaseUnavailableError: nothing was kept, and it may come again.
        """
        with self.database.write() as connection:
            receipt = _address_to_holder(connection, receipt)
            row = _find_message(connection, receipt)
            if not self._keep(connection, receipt, row, now) or row is None:
                return None
            if row.status in _WAITING and not _is_believed(connection, receipt, row):
                return None
            change = self._judge(receipt, row, now)
            if change is None:
                return None
            connection.execute(sa.update(messages).where(messages.c.id == row.id).values(change))
            if change.get("reason"):
                self._note_failure(connection, receipt, row, now)
            return Status(change["status"])

    def _keep(self, connection: sa.Connection, receipt: Receipt, row: Any, now: datetime) -> bool:
        """Write the receipt down; tell whether it is new."""
        kept = self.database.insert(receipts).values(
            provider=receipt.provider,
            fingerprint=receipt.fingerprint,
            message_id=row.id if row else None,
            attempt_id=receipt.attempt_id,
            provider_id=receipt.provider_id,
            status=receipt.word,
            code=receipt.code,
            received_at=now,
        )
        added = kept.on_conflict_do_nothing().returning(receipts.c.id)
        return connection.execute(added).scalar() is not None

    def _judge(self, receipt: Receipt, row: Any, now: datetime) -> dict[str, Any] | None:
        """Return how the message's row changes; None where the receipt is overtaken by events."""
        free = {"owner": None, "lease_until": None}
        if Status(row.status).final:
            return None
        if receipt.status is Status.DELIVERED:
            return {**_sent(receipt, row, now), "status": Status.DELIVERED, "settled_at": now}
        if receipt.attempt_id not in (None, row.attempt_id):
            return None  # Of an earlier attempt: another is under way.
        if receipt.status is Status.SENT:
            return None if row.status in (Status.SENT, Status.PENDING) else _sent(receipt, row, now)
        again_at = next_try_at(row.attempts + _PATIENCE, now, self.chance)
        if receipt.status is Status.TEMPORARY_FAILURE and _is_worth_it(row, again_at):
            again = {"status": Status.CREATED, "reason": receipt.reason, "due_at": again_at}
            return {**free, **again, "provider_id": None}
        return {**free, "status": receipt.status, "reason": receipt.reason, "settled_at": now}

    def _note_failure(
        self, connection: sa.Connection, receipt: Receipt, row: Any, now: datetime
    ) -> None:
        """Keep the attempt in the history, and an opt-out at the carrier as one of ours."""
        noted = self.database.insert(attempts).values(
            id=row.attempt_id,
            message_id=row.id,
            provider=receipt.provider,
            sender=row.sender or "",
            started_at=row.attempt_at or now,
            ended_at=now,
            outcome="failed",
            code=receipt.code,
            provider_id=receipt.provider_id or None,
        )
        new = {name: noted.excluded[name] for name in ("outcome", "code", "ended_at")}
        connection.execute(noted.on_conflict_do_update(index_elements=["id"], set_=new))
        if receipt.reason == OPTED_OUT and row.address:
            scope = Scope(row.channel, row.sender or "")
            cause = Cause(Reason.STOP, "carrier", now)
            self.optouts.suppress(connection, row.address, scope, cause)


def _address_to_holder(connection: sa.Connection, receipt: Receipt) -> Receipt:
    """Return the receipt as one of the row that has the carrier's id, if any has.

    Two members may share a phone and a text, and the sweep may have taken the one's message for
    the other's. It counts for the row that has it, and the first is sent again: were both
    believed, one of the two would be lost.
    """
    holder = sa.select(messages.c.id).where(
        messages.c.provider == receipt.provider, messages.c.provider_id == receipt.provider_id
    )
    found = connection.execute(holder).scalar() if receipt.provider_id else None
    if found in (None, receipt.message_id):
        return receipt
    return replace(receipt, message_id=found, attempt_id=None)


def _find_message(connection: sa.Connection, receipt: Receipt) -> Any:
    """Return the row that a receipt is about, locked; None where none is known."""
    query = sa.select(messages).where(messages.c.id == receipt.message_id).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None or receipt.attempt_id in (None, row.attempt_id):
        return row
    # An earlier attempt has to be one of this very message.
    earlier = sa.select(attempts.c.id).where(
        attempts.c.id == receipt.attempt_id, attempts.c.message_id == row.id
    )
    return row if connection.execute(earlier).scalar() else None


def _is_believed(connection: sa.Connection, receipt: Receipt, row: Any) -> bool:
    """Tell whether a receipt for a message that waits to be sent again may stop that.

    The sweep may have queued again what the carrier had taken after all. But after a failure of
    the same attempt, that it was sent before is no news.
    """
    if receipt.status is Status.DELIVERED:
        return True
    if receipt.status is Status.TEMPORARY_FAILURE:
        return False
    failed = sa.select(attempts.c.id).where(
        attempts.c.id == receipt.attempt_id, attempts.c.outcome == "failed"
    )
    return connection.execute(failed).scalar() is None


def _sent(receipt: Receipt, row: Any, now: datetime) -> dict[str, Any]:
    """Return what is known of a message once its carrier is seen to have it."""
    change = {
        "status": Status.SENT,
        "reason": "",
        "owner": None,
        "lease_until": None,
        "provider_id": row.provider_id or receipt.provider_id or None,
        "sent_at": row.sent_at or row.attempt_at or now,
    }
    if row.parts is None and row.channel == "sms" and row.body:
        change["parts"] = measure(row.body).parts
    return change


def _is_worth_it(row: Any, again_at: datetime) -> bool:
    given_up = is_given_up(row.created_at, row.expires_at, again_at)
    return row.attempts < _MOST_TRIES and not given_up
