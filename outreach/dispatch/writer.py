"""One writer for the marks and results of many sends, in commits of about fifty rows.

A commit each would cost ten times as much. A send waits for the commit of its mark: only then is
the carrier called.
"""

from __future__ import annotations

import asyncio
import json
import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from outreach.database import Database
from outreach.dispatch.claim import may_leave
from outreach.errors import DatabaseUnavailableError
from outreach.statuses import Status
from outreach.tables import attempts, messages
from outreach.tables.columns import Instant

_GROUP = 128
_RETRY_SECONDS = 1.0
_GATHER_SECONDS = 0.003
"""For which the first of a group waits for others: half as many commits, and a third more speed."""

_WHOLE, _INSTANT, _TEXT = sa.BigInteger(), Instant(), sa.Text()


class _Statements:
    """What is executed once a group: the rows come as one JSON text.

    Executed once a row, each would wait for the interpreter while the event loop has it.
    """

    def __init__(self, is_sqlite: bool) -> None:
        self._is_sqlite = is_sqlite
        given = sa.bindparam("given", type_=_TEXT)
        elements = sa.func.json_each if is_sqlite else sa.func.jsonb_array_elements
        listed = given if is_sqlite else sa.cast(given, JSONB)
        self._row = elements(listed).table_valued("value", name="given").c.value
        self.mark = self._make_mark()
        self.record = self._make_record()

    def _get(self, name: str, kind: sa.types.TypeEngine[Any] = _TEXT) -> sa.ColumnElement[Any]:
        """Return what a row has under a name; instants are texts in SQLite."""
        value = self._row.op("->>")(sa.literal_column(f"'{name}'"))
        if kind is _TEXT or (kind is _INSTANT and self._is_sqlite):
            return sa.type_coerce(value, _TEXT)
        return sa.cast(value, kind)

    def _make_mark(self) -> sa.UpdateBase:
        return (
            sa.update(messages)
            .where(
                messages.c.id == self._get("row", _WHOLE),
                messages.c.status == Status.CLAIMED,
                messages.c.owner == self._get("holder"),
                messages.c.lease_until >= self._get("margin_until", _INSTANT),
                may_leave(),
            )
            .values(
                status=Status.SENDING,
                attempt_id=self._get("attempt"),
                attempt_at=self._get("at", _INSTANT),
                attempts=messages.c.attempts + 1,
                address=self._get("to"),
                subject=self._get("heading"),
                body=self._get("said"),
            )
            .returning(messages.c.attempt_id)
        )

    def _make_record(self) -> sa.UpdateBase:
        return (
            sa.update(messages)
            .where(
                messages.c.id == self._get("row", _WHOLE),
                messages.c.attempt_id == self._get("attempt"),
                messages.c.status.in_([Status.SENDING, Status.UNKNOWN]),
            )
            .values(
                status=self._get("state"),
                reason=self._get("why"),
                due_at=sa.func.coalesce(self._get("again_at", _INSTANT), messages.c.due_at),
                provider_id=self._get("carrier_id"),
                parts=self._get("segments", _WHOLE),
                sent_at=self._get("handed_at", _INSTANT),
                settled_at=self._get("final_at", _INSTANT),
                owner=self._get("holder"),
                lease_until=self._get("until", _INSTANT),
            )
        )


@cache
def _get_statements(is_sqlite: bool) -> _Statements:
    return _Statements(is_sqlite)


def _list_rows(rows: Sequence[dict[str, Any]]) -> str:
    return json.dumps(rows, default=_write_instant)


def _write_instant(moment: datetime) -> str:
    """Return an instant as both databases read it: in UTC, which is the session's time zone."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"


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
            outcomes = write_all(self._database, [job for job, _done in group])
            self._loop.call_soon_threadsafe(_answer, group, outcomes)
            if isinstance(outcomes[0], DatabaseUnavailableError):
                time.sleep(_RETRY_SECONDS)  # Whoever tries again waits here, not each by itself.

    def _take(self) -> list[tuple[Job, asyncio.Future[bool]]] | None:
        """Wait for a job, and take those with it that come soon after."""
        first = self._jobs.get()
        if first is None:
            return None
        time.sleep(_GATHER_SECONDS)
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
    group: Sequence[tuple[Job, asyncio.Future[bool]]], outcomes: Sequence[bool | Exception]
) -> None:
    for (_job, done), outcome in zip(group, outcomes, strict=True):
        if done.cancelled():
            continue
        if isinstance(outcome, Exception):
            done.set_exception(outcome)
        else:
            done.set_result(outcome)


def write_all(database: Database, jobs: Sequence[Job]) -> list[bool | Exception]:
    """Write jobs; return for each whether it holds, or why it could not be written.

    One that the database refuses, such as a carrier's id that another row has, is no fault of
    the others: then each is written by itself.
    """
    try:
        held = write_group(database, jobs)
    except DatabaseUnavailableError as error:
        return [error] * len(jobs)
    except sa.exc.SQLAlchemyError as error:
        if len(jobs) == 1:
            return [error]
        return [outcome for job in jobs for outcome in write_all(database, [job])]
    return [job.kind == "record" or job.values["attempt"] in held for job in jobs]


def write_group(database: Database, jobs: Sequence[Job]) -> set[str]:
    """Write jobs in one transaction; return the attempts whose mark holds."""
    marks = [job.values for job in jobs if job.kind == "mark"]
    records = [job.values for job in jobs if job.kind == "record"]
    histories = [job.history for job in jobs if job.history]
    statements = _get_statements(database.is_sqlite)
    with database.write() as connection:
        if records:
            connection.execute(statements.record, {"given": _list_rows(records)})
        if histories:
            connection.execute(database.insert(attempts).on_conflict_do_nothing(), histories)
        if not marks:
            return set()
        held = connection.execute(statements.mark, {"given": _list_rows(marks)})
        return set(held.scalars())
