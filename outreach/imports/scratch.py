"""What an import has to remember of every row, on disk: its own memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE seen (key TEXT PRIMARY KEY, line INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE deferred (line INTEGER NOT NULL, key TEXT NOT NULL, target TEXT);
CREATE TABLE noted (line INTEGER NOT NULL, key TEXT NOT NULL);
CREATE TABLE repeated (line INTEGER PRIMARY KEY, other INTEGER NOT NULL);
BEGIN;
"""
# Sorting once is faster than an index that grows with every row.
_REPEATED = """
INSERT INTO repeated
SELECT noted.line, iif(noted.line = twice.first, twice.last, twice.first)
FROM noted JOIN (
    SELECT key, min(line) AS first, max(line) AS last FROM noted GROUP BY key HAVING count(*) > 1
) AS twice ON noted.key = twice.key
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

    def find_repetitions(self, batches: Iterable[list[tuple[int, str]]]) -> bool:
        """Take all lines with their keys; tell whether any key came more than once."""
        for batch in batches:
            self._database.executemany("INSERT INTO noted VALUES (?, ?)", batch)
        found = self._database.execute(_REPEATED).rowcount > 0
        self._database.execute("DELETE FROM noted")
        return found

    def find_repetition(self, line: int) -> int | None:
        """Return another line with that line's key, or None."""
        query = "SELECT other FROM repeated WHERE line = ?"
        found = self._database.execute(query, (line,)).fetchone()
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
