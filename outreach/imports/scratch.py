"""What an import has to remember of every row, on disk: its own memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE seen (key TEXT PRIMARY KEY, line INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE deferred (line INTEGER NOT NULL, key TEXT NOT NULL, target TEXT);
BEGIN;
"""


@dataclass(frozen=True, slots=True)
class Deferred:
    """A row's link to another member, who may come later in the file; None takes it away."""

    line: int
    key: str
    target: str | None


class Scratch:
    """A temporary database that is gone when it is closed."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)  # SQLite's own temporary file.
        self._database.executescript(_TABLES)

    def remember(self, key: str, line: int) -> int | None:
        """Return the line that had the key before, or None and keep this one's."""
        insert = "INSERT OR IGNORE INTO seen VALUES (?, ?)"
        if self._database.execute(insert, (key, line)).rowcount:
            return None
        return self.find_line(key)

    def find_line(self, key: str) -> int | None:
        """Return the line that had the key, or None."""
        query = "SELECT line FROM seen WHERE key = ?"
        found = self._database.execute(query, (key,)).fetchone()
        return int(found[0]) if found else None

    def defer(self, deferred: Deferred) -> None:
        """Keep a link for the end."""
        row = (deferred.line, deferred.key, deferred.target)
        self._database.execute("INSERT INTO deferred VALUES (?, ?, ?)", row)

    def take_deferred(self, size: int) -> Iterator[list[Deferred]]:
        """Yield the links that were kept, at most `size` at a time."""
        rows = self._database.execute("SELECT line, key, target FROM deferred ORDER BY line")
        while batch := rows.fetchmany(size):
            yield [Deferred(*row) for row in batch]

    def close(self) -> None:
        """Forget everything."""
        self._database.close()
