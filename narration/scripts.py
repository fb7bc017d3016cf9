"""Scripts: what a page wants to have said, kept until somebody listens."""

from __future__ import annotations

import json
import re
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from narration.errors import StorageError

JsonObject = Mapping[str, Any]
"""Whatever JSON can hold."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,128}", re.ASCII)
_TOUCH_SECONDS = 3_600.0
_PUTS_A_SWEEP = 256
_SWEPT = 0.9
# What is left when a full shelf is swept, so that not every script after it causes a sweep.
_TABLE = """
CREATE TABLE IF NOT EXISTS packed (
    id TEXT PRIMARY KEY, body BLOB NOT NULL, size INTEGER NOT NULL, used_at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS packed_used_at ON packed (used_at, size);
"""
_EVICT = """
DELETE FROM packed WHERE rowid IN (SELECT rowid FROM (
    SELECT rowid, row_number() OVER latest AS count, sum(size) OVER latest AS bytes FROM packed
    WINDOW latest AS (ORDER BY used_at DESC, size DESC ROWS UNBOUNDED PRECEDING)
) WHERE count > ? OR bytes > ?)
"""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a store may hold: scripts, and bytes of them as they are packed."""

    scripts: int = 200_000
    bytes: int = 200_000_000


class _Shelf:
    """Scripts with one rule of expiry, in one SQLite database."""

    def __init__(self, database: str, seconds: float, room: Room) -> None:
        self._seconds, self._room = seconds, room
        self._lock = Lock()
        self._puts = 0
        # An autocommitted row in the write-ahead log costs no fsync.
        self._rows = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
        self._rows.execute("PRAGMA journal_mode = WAL")
        self._rows.execute("PRAGMA synchronous = NORMAL")
        self._rows.executescript(_TABLE)
        self._bytes = self._measure()[1]

    def put(self, script_id: str, script: JsonObject, now: float) -> None:
        body = _pack(script)
        with self._lock:
            row = (script_id, body, len(body), now)
            self._rows.execute("REPLACE INTO packed VALUES (?, ?, ?, ?)", row)
            self._bytes += len(body)
            self._puts += 1
            if self._bytes > self._room.bytes or self._puts % _PUTS_A_SWEEP == 0:
                self._sweep(now)

    def find(self, script_id: str, now: float, *, renew: bool) -> dict[str, Any] | None:
        with self._lock:
            row = self._rows.execute(
                "SELECT body, used_at FROM packed WHERE id = ?", (script_id,)
            ).fetchone()
            if row is None or row[1] <= now - self._seconds:
                return None
            if renew and row[1] < now - _TOUCH_SECONDS:
                # Who listens gets the script even if the disk is full.
                with suppress(sqlite3.OperationalError):
                    self._rows.execute(
                        "UPDATE packed SET used_at = ? WHERE id = ?", (now, script_id)
                    )
        return _unpack(row[0])

    def sweep(self, now: float) -> None:
        with self._lock:
            self._sweep(now)

    def _sweep(self, now: float) -> None:
        self._rows.execute("DELETE FROM packed WHERE used_at <= ?", (now - self._seconds,))
        # A script that was replaced counted twice until now.
        count, self._bytes = self._measure()
        if count > self._room.scripts or self._bytes > self._room.bytes:
            left = round(self._room.scripts * _SWEPT), round(self._room.bytes * _SWEPT)
            self._rows.execute(_EVICT, left)
            self._bytes = self._measure()[1]

    def _measure(self) -> tuple[int, int]:
        """Return how many scripts there are, and their bytes."""
        measured: tuple[int, int] = self._rows.execute(
            "SELECT count(*), coalesce(sum(size), 0) FROM packed"
        ).fetchone()
        return measured

    def close(self) -> None:
        with self._lock:
            self._rows.close()


class ScriptStore:
    """Scripts by their id, the public and the private apart. Safe for threads.

    Public ones lie in a file, survive a restart, and are kept `public_days` after they were
    last used. Private ones lie in memory alone, for `private_seconds` after they were stored.
    For each kind there is the same `room`; the least recently used go first.

    Raises StorageError when the file cannot be used.
    """

    def __init__(
        self,
        root: Path,
        public_days: float,
        private_seconds: float,
        clock: Callable[[], float] = time.time,
        room: Room | None = None,
    ) -> None:
        self._clock = clock
        path = root / "scripts.sqlite3"
        try:
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
        except OSError as error:
            raise StorageError(f"Scripts cannot be stored: {error.strerror}.") from error
        with _storing():
            self._public = _Shelf(str(path), public_days * 86_400, room or Room())
            self._private = _Shelf(":memory:", private_seconds, room or Room())

    def put(self, script_id: str, script: JsonObject, private: bool) -> None:
        """Store a script, or renew it. Raises StorageError, and ValueError for a bad id."""
        if not _ID.fullmatch(script_id):
            raise ValueError("Not an id for a script.")
        shelf = self._private if private else self._public
        with _storing():
            shelf.put(script_id, script, self._clock())

    def find(self, script_id: str) -> tuple[dict[str, Any], bool] | None:
        """Return a script, and whether it is private; None when there is none, or no longer."""
        now = self._clock()
        with _storing():
            private = self._private.find(script_id, now, renew=False)
            if private is not None:
                return private, True
            public = self._public.find(script_id, now, renew=True)
        return None if public is None else (public, False)

    def sweep(self) -> None:
        """Remove what has expired. Raises StorageError."""
        with _storing():
            self._public.sweep(self._clock())
            self._private.sweep(self._clock())

    def close(self) -> None:
        """Close the file; private scripts are gone."""
        self._public.close()
        self._private.close()


def _pack(script: JsonObject) -> bytes:
    """Return a script as few bytes: it says its text three times, as written and as spoken."""
    plain = json.dumps(script, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return zlib.compress(plain.encode("utf-8", "surrogatepass"), 1)


def _unpack(body: bytes) -> dict[str, Any]:
    script: dict[str, Any] = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
    return script


@contextmanager
def _storing() -> Iterator[None]:
    """Turn a failure of SQLite into a StorageError."""
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(f"Scripts cannot be stored: {error}.") from error
