"""A guard for the day on which the database is restored from a backup.

A restored database has forgotten what was sent and who said STOP since the backup. It is known by
a count that is kept in it and in a file beside it: the file's is ahead. Then nothing is sent until
the journal has been read back and the carrier asked again what members wrote; and campaigns that
fell due meanwhile wait for a person, who knows what of them had left.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
import structlog

from outreach.actions import record_action
from outreach.campaigns.states import RUNNING, State
from outreach.database import Database
from outreach.dispatch.claim import STOPPED
from outreach.errors import CarrierUnavailableError
from outreach.recalling import Recalling
from outreach.replies import Replies, Reply
from outreach.statuses import Status
from outreach.stopping import SERVICE, resume_all, stop_all
from outreach.tables import campaigns, installation, messages, switches

REASON = "restored from a backup: members' answers since then are being read again"
HELD = "the database was restored from a backup; see what had been sent before"

_NAME = "high-water"
_BEAT = timedelta(seconds=30)
_RETRY = timedelta(seconds=10)
_MARGIN = timedelta(minutes=10)
"""By which answers are read from before the last beat: some were on their way."""

_SILENT_AFTER = timedelta(minutes=10)
"""A database that nobody has beaten for so long, on a machine that does not know it, is a copy."""

_log = structlog.get_logger(__name__)

Inbox = Callable[[datetime], Sequence[Reply]]
"""Returns what members wrote since a moment, in its order. Raises CarrierUnavailableError."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the database had come at a moment."""

    count: int
    at: datetime


class RestoreGuard:
    """Watches one database with a file of this machine; a job of the worker."""

    def __init__(
        self, path: Path, recalling: Recalling, replies: Replies, inboxes: Sequence[Inbox]
    ) -> None:
        self._path = path
        self._recalling = recalling
        self._replies = replies
        self._inboxes = inboxes
        self._retry_at: datetime | None = None

    def start(self, database: Database, now: datetime) -> None:
        """Look before anything is sent, and read what was written while nobody listened."""
        mark = self.check(database, now)
        if mark and now - mark.at > _BEAT:
            try:
                self._read_again(mark.at - _MARGIN, now)
            except CarrierUnavailableError as error:
                _log.warning("answers_not_read", reason=str(error))

    def check(self, database: Database, now: datetime) -> Mark | None:
        """Stop all sending where the database was restored, and let it go on when that is safe.

        Returns the mark that the database had. Raises DatabaseUnavailableError and JournalError.
        """
        with database.read() as connection:
            mark = _read_mark(connection)
        known = self._read_file()
        if _is_restored(mark, known, now):
            if self._retry_at is None or now >= self._retry_at:
                self._recover(database, mark, known, now)
        elif mark is None or now - mark.at >= _BEAT or known is None:
            self._beat(database, known, now)
        return mark

    def _recover(
        self, database: Database, mark: Mark | None, known: int | None, now: datetime
    ) -> None:
        _log.warning("database_restored", backup=mark.at.isoformat() if mark else None)
        self._retry_at = now + _RETRY
        _stop(database, now)
        with database.write() as connection:
            held = hold_overdue(connection, now)
        recalled = self._recalling.recall()
        since = (mark.at if mark else now - timedelta(days=30)) - _MARGIN
        try:
            read = self._read_again(since, now)
        except CarrierUnavailableError as error:
            _log.warning("sending_stays_stopped", reason=str(error))
            return
        self._beat(database, known, now)
        _resume(database, now)
        self._retry_at = None
        _log.warning("sending_goes_on", recalled=recalled, answers=read, campaigns_held=held)

    def _read_again(self, since: datetime, now: datetime) -> int:
        """Act on what members wrote; answers that were acted on before are left alone."""
        found = [reply for inbox in self._inboxes for reply in inbox(since)]
        for reply in found:
            self._replies.take(reply, now, answers=False)
        return len(found)

    def _beat(self, database: Database, known: int | None, now: datetime) -> None:
        """Count on, in the database first: the file is never ahead of what was committed."""
        with database.write() as connection:
            mark = _read_mark(connection, locked=True)
            count = max(mark.count if mark else 0, known or 0) + 1
            value = {"count": count, "at": now.isoformat()}
            insert = database.insert(installation).values(name=_NAME, value=value)
            connection.execute(
                insert.on_conflict_do_update(index_elements=["name"], set_={"value": value})
            )
        self._write_file(count)

    def _read_file(self) -> int | None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            return int(json.loads(self._path.read_text())["count"])
        return None

    def _write_file(self, count: int) -> None:
        draft = self._path.with_suffix(".new")
        try:
            with draft.open("w") as file:
                json.dump({"count": count}, file)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path)
        except OSError as error:
            _log.warning("mark_not_kept", error=type(error).__name__)


def _is_restored(mark: Mark | None, known: int | None, now: datetime) -> bool:
    if known is None:
        # A new machine joins a database that is alive; a copy on a new machine has no pulse.
        return mark is not None and now - mark.at > _SILENT_AFTER
    return mark is None or mark.count < known


def hold_overdue(connection: sa.Connection, now: datetime) -> int:
    """Have running campaigns of which anything was due by now wait for a person."""
    waits = sa.exists().where(
        messages.c.campaign_id == campaigns.c.id,
        messages.c.status.in_([Status.CREATED, Status.CLAIMED, Status.SENDING, Status.UNKNOWN]),
        messages.c.due_at <= now,
    )
    overdue = (
        sa.update(campaigns)
        .where(campaigns.c.state.in_(RUNNING), sa.or_(campaigns.c.next_run_at <= now, waits))
        .values(
            state=State.PAUSED,
            resumed_state=campaigns.c.state,
            hold_reason=HELD,
            updated_at=now,
        )
        .returning(campaigns.c.name)
    )
    names = connection.execute(overdue).scalars().all()
    for name in names:
        detail = {"reason": HELD}
        record_action(connection, SERVICE, "paused", ("campaign", name), at=now, detail=detail)
    return len(names)


def _stop(database: Database, now: datetime) -> None:
    """Stop all sending, unless a person has: that stays a person's to end."""
    if _find_reason(database) is None:
        stop_all(database, SERVICE, now, REASON)


def _resume(database: Database, now: datetime) -> None:
    if _find_reason(database) == REASON:
        resume_all(database, SERVICE, now)


def _find_reason(database: Database) -> str | None:
    """Return why all sending is stopped; None where it is not."""
    query = sa.select(switches.c.reason).where(switches.c.name == STOPPED, switches.c.on)
    with database.read() as connection:
        reason: str | None = connection.execute(query).scalar()
    return reason


def _read_mark(connection: sa.Connection, *, locked: bool = False) -> Mark | None:
    query = sa.select(installation.c.value).where(installation.c.name == _NAME)
    value = connection.execute(query.with_for_update() if locked else query).scalar()
    if value is None:
        return None
    return Mark(int(value["count"]), datetime.fromisoformat(value["at"]))
