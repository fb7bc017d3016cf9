"""Scripts: what a page wants to have said, kept until somebody listens."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from narration.errors import StorageError

JsonObject = Mapping[str, Any]
"""Whatever JSON can hold."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,128}", re.ASCII)
_TOUCH_SECONDS = 3_600.0
_PUTS_A_SWEEP = 256
_TABLE = """
CREATE TABLE IF NOT EXISTS script (
    id TEXT PRIMARY KEY, body TEXT NOT NULL, used_at REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS script_used_at ON script (used_at);
"""


class _Shelf:
    """Scripts with one rule of expiry, in one SQLite database."""

    def __init__(self, database: str, seconds: float, limit: int) -> None:
        self._seconds, self._limit = seconds, limit
        self._lock = Lock()
        self._puts = 0
        # An autocommitted row in the write-ahead log costs no fsync.
        self._rows = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
        self._rows.execute("PRAGMA journal_mode = WAL")
        self._rows.execute("PRAGMA synchronous = NORMAL")
        self._rows.executescript(_TABLE)

    def put(self, script_id: str, script: JsonObject, now: float) -> None:
        body = json.dumps(script, separators=(",", ":"), allow_nan=False)
        with self._lock:
            self._rows.execute("REPLACE INTO script VALUES (?, ?, ?)", (script_id, body, now))
            self._puts += 1
            if self._puts % _PUTS_A_SWEEP == 0:
                self._sweep(now)

    def find(self, script_id: str, now: float, *, renew: bool) -> dict[str, Any] | None:
        with self._lock:
            row = self._rows.execute(
                "SELECT body, used_at FROM script WHERE id = ?", (script_id,)
            ).fetchone()
            if row is None or row[1] <= now - self._seconds:
                return None
            if renew and row[1] < now - _TOUCH_SECONDS:
                # Who listens gets the script even if the disk is full.
                with suppress(sqlite3.OperationalError):
                    self._rows.execute(
                        "UPDATE script SET used_at = ? WHERE id = ?", (now, script_id)
                    )
        script: dict[str, Any] = json.loads(row[0])
        return script

    def sweep(self, now: float) -> None:
        with self._lock:
            self._sweep(now)

    def _sweep(self, now: float) -> None:
        self._rows.execute("DELETE FROM script WHERE used_at <= ?", (now - self._seconds,))
        self._rows.execute(
            "DELETE FROM script WHERE id IN"
            " (SELECT id FROM script ORDER BY used_at DESC LIMIT -1 OFFSET ?)",
            (self._limit,),
        )

    def close(self) -> None:
        with self._lock:
            self._rows.close()


class ScriptStore:
    """Scripts by their id, the public and the private apart. Safe for threads.

    Public ones lie in a file, survive a restart, and are kept `public_days` after they were
    last used. Private ones lie in memory alone, for `private_seconds` after they were stored.
    Of each there are `limit` and at most a few hundred more; the least recently used go first.

    Raises StorageError when the file cannot be used.
    """

    def __init__(
        self,
        root: Path,
        public_days: float,
        private_seconds: float,
        clock: Callable[[], float] = time.time,
        limit: int = 200_000,
    ) -> None:
        self._clock = clock
        path = root / "scripts.sqlite3"
        try:
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
        except OSError as error:
            raise StorageError(f"Scripts cannot be stored: {error.strerror}.") from error
        with _storing():
            self._public = _Shelf(str(path), public_days * 86_400, limit)
            self._private = _Shelf(":memory:", private_seconds, limit)

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


@contextmanager
def _storing() -> Iterator[None]:
    """Turn a failure of SQLite into a StorageError."""
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(f"Scripts cannot be stored: {error}.") from error
