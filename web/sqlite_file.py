"""A small SQLite file of the data folder, which the service and the terminal share."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

from narration.errors import StorageError


class SqliteFile:
    """One file of tables, for many threads and processes; only its owner may read it.

    Each statement is a transaction of its own. `content` names what lies in it, for errors. A
    look-up takes about 15 µs: what the terminal changes counts from the next request on.
    """

    def __init__(self, path: Path, schema: str, content: str) -> None:
        """Open the file, made when missing, with its tables. Raises StorageError."""
        self._lock = threading.Lock()
        self._content = content
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._database = sqlite3.connect(
                path, timeout=10, isolation_level=None, check_same_thread=False
            )
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.executescript(schema)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(
                f"{content} cannot be kept in {path} ({type(error).__name__})"
            ) from error

    def execute(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows. Raises StorageError."""
        try:
            with self._lock:
                return self._database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise StorageError(
                f"{self._content} cannot be used ({type(error).__name__})"
            ) from error

    def close(self) -> None:
        """Close the file; it is not used afterwards."""
        with self._lock:
            self._database.close()
