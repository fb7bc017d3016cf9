"""One writer for the marks and results of many sends, in commits of about fifty rows.

A commit each would cost ten times as much. A send waits for the commit of its mark: only then is
the carrier called.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from outreach.database import Database
from outreach.dispatch.claim import may_leave
from outreach.statuses import Status
from outreach.tables import attempts, messages

_GROUP = 128
_RETRY_SECONDS = 1.0

_MARK = (
    sa.update(messages)
    .where(
        messages.c.id == sa.bindparam("row"),
        messages.c.status == Status.CLAIMED,
        messages.c.owner == sa.bindparam("holder"),
        messages.c.lease_until >= sa.bindparam("margin_until"),
        may_leave(),
    )
    .values(
        status=Status.SENDING,
        attempt_id=sa.bindparam("attempt"),
        attempt_at=sa.bindparam("at"),
        attempts=messages.c.attempts + 1,
        address=sa.bindparam("to"),
        subject=sa.bindparam("heading"),
        body=sa.bindparam("said"),
    )
)
_RECORD = (
    sa.update(messages)
    .where(
        messages.c.id == sa.bindparam("row"),
        messages.c.attempt_id == sa.bindparam("attempt"),
        sa.or_(messages.c.status == Status.SENDING, messages.c.status == Status.UNKNOWN),
    )
    .values(
        status=sa.bindparam("state"),
        reason=sa.bindparam("why"),
        due_at=sa.func.coalesce(sa.bindparam("again_at"), messages.c.due_at),
        provider_id=sa.bindparam("carrier_id"),
        parts=sa.bindparam("segments"),
        sent_at=sa.bindparam("handed_at"),
        settled_at=sa.bindparam("final_at"),
        owner=sa.bindparam("holder"),
        lease_until=sa.bindparam("until"),
    )
)


@dataclass(frozen=True, slots=True)
class Job:
    """One row to write; `attempt` tells it from the others of its group."""

    kind: Literal["mark", "record"]
    values: dict[str, Any]
    history: dict[str, Any] | None = None
    """A row of `attempts` that goes with a result, where it is worth keeping."""


class Writer:
    """Writes jobs in groups, from a thread of its own, for one event loop."""

    def __init__(self, database: Database) -> None:
        """Start the thread; call it in the event loop that will wait for its answers."""
        self._database = database
        self._loop = asyncio.get_running_loop()
        self._jobs: queue.SimpleQueue[tuple[Job, asyncio.Future[bool]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    async def write(self, job: Job) -> bool:
        """Write a row; a mark returns whether it holds. Raises DatabaseUnavailableError."""
        done: asyncio.Future[bool] = self._loop.create_future()
        self._jobs.put((job, done))
        return await done

    async def close(self) -> None:
        """Write what was handed in, and end the thread."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        while (group := self._take()) is not None:
            jobs = [job for job, _done in group]
            held: set[str] = set()
            fault: Exception | None = None
            try:
                held = write_group(self._database, jobs)
            except Exception as error:  # Whoever waits for an answer has to get one.
                fault = error
            self._loop.call_soon_threadsafe(_answer, group, held, fault)
            if fault:
                time.sleep(_RETRY_SECONDS)  # Whoever tries again waits here, not each by itself.

    def _take(self) -> list[tuple[Job, asyncio.Future[bool]]] | None:
        """Wait for a job, and take those that came meanwhile with it."""
        first = self._jobs.get()
        if first is None:
            return None
        group = [first]
        while len(group) < _GROUP:
            try:
                following = self._jobs.get_nowait()
            except queue.Empty:
                break
            if following is None:
                self._jobs.put(None)
                break
            group.append(following)
        return group


def _answer(
    group: Sequence[tuple[Job, asyncio.Future[bool]]],
    held: set[str],
    fault: Exception | None,
) -> None:
    for job, done in group:
        if done.cancelled():
            continue
        if fault:
            done.set_exception(fault)
        else:
            done.set_result(job.kind == "record" or job.values["attempt"] in held)


def write_group(database: Database, jobs: Sequence[Job]) -> set[str]:
    """Write jobs in one transaction; return the attempts whose mark holds."""
    marks = [job.values for job in jobs if job.kind == "mark"]
    records = [job.values for job in jobs if job.kind == "record"]
    histories = [job.history for job in jobs if job.history]
    with database.write() as connection:
        if records:
            connection.execute(_RECORD, records)
        if histories:
            connection.execute(database.insert(attempts).on_conflict_do_nothing(), histories)
        if not marks:
            return set()
        connection.execute(_MARK, marks)
        written = sa.select(messages.c.attempt_id).where(
            messages.c.id.in_([each["row"] for each in marks]),
            messages.c.status == Status.SENDING,
        )
        return set(connection.execute(written).scalars())
