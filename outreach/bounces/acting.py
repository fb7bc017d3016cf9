"""Acts on bounces: the message failed, and a mailbox that is gone gets nothing more."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
import structlog

from outreach.bounces.report import Bounce, read_report
from outreach.database import Database
from outreach.optouts import Cause, OptOuts
from outreach.statuses import FINAL, Status
from outreach.suppressions import Reason, Scope
from outreach.tables import messages, receipts

GONE, REFUSED = "unknown-mailbox", "rejected"
"""Reasons of a message: its mailbox does not exist, or did not take it."""

_PROVIDER = "bounce"
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Bounces:
    """Takes reports for one database."""

    database: Database
    optouts: OptOuts

    def take(self, content: bytes, now: datetime) -> int:
        """Act on a mail, once; return how many bounces it reports of messages that are ours.

        A report is believed only of a message that went to that very address: anybody can write
        one. Raises DatabaseUnavailableError: nothing was kept.
        """
        try:
            found = read_report(content)
        except Exception as error:  # A mail that no parser foresaw must not keep the others.
            _log.warning("mail_not_read", error=type(error).__name__)
            return 0
        believed = 0
        for bounce in found:
            with self.database.write() as connection:
                row = _find_message(connection, bounce)
                if row is not None:
                    believed += 1
                    self._act(connection, bounce, row, now)
        _log.info("mail_returned", believed=believed)
        return believed

    def _act(self, connection: sa.Connection, bounce: Bounce, row: Any, now: datetime) -> None:
        if not self._keep(connection, bounce, now):
            return
        if bounce.permanent and row.status not in FINAL:
            failed = {
                "status": Status.PERMANENT_FAILURE,
                "reason": GONE if bounce.hard else REFUSED,
                "settled_at": now,
                "owner": None,
                "lease_until": None,
            }
            update = sa.update(messages).where(messages.c.id == row.id)
            connection.execute(update.values(failed))
        if bounce.hard:
            cause = Cause(Reason.HARD_BOUNCE, _PROVIDER, now)
            self.optouts.suppress(connection, row.address, Scope("email"), cause)

    def _keep(self, connection: sa.Connection, bounce: Bounce, now: datetime) -> bool:
        """Write the report down as a receipt; tell whether it is new."""
        word = "failed" if bounce.permanent else "delayed"
        parts = f"{bounce.message_id}\n{word}\n{bounce.status}"
        kept = self.database.insert(receipts).values(
            provider=_PROVIDER,
            fingerprint=hashlib.sha256(parts.encode()).hexdigest()[:32],
            message_id=bounce.message_id,
            status=word,
            code=bounce.status,
            received_at=now,
        )
        added = kept.on_conflict_do_nothing().returning(receipts.c.id)
        return connection.execute(added).scalar() is not None


def _find_message(connection: sa.Connection, bounce: Bounce) -> Any:
    """Return the message that a bounce is about, locked, if it is one that was sent there."""
    if bounce.message_id is None:
        return None
    query = sa.select(messages.c.id, messages.c.status, messages.c.address).where(
        messages.c.id == bounce.message_id,
        messages.c.channel == "email",
        messages.c.attempt_at.is_not(None),
    )
    row = connection.execute(query.with_for_update()).one_or_none()
    if row is None or (row.address or "").casefold() != bounce.address.casefold():
        return None
    return row
