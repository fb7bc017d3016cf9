"""The mailboxes of the sandbox: every mail that its server took."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from web.sandbox.directory import Directory
from web.sqlite_file import SqliteFile

_SCHEMA = """
PRAGMA synchronous = OFF; -- A demonstration's mail may be lost with the power.
CREATE TABLE IF NOT EXISTS mails (
    number INTEGER PRIMARY KEY,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    content BLOB NOT NULL,
    received_at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS mails_recipient ON mails (recipient, number);
-- Beside max(), SQLite takes a column of the very row that has the maximum.
CREATE VIEW IF NOT EXISTS conversations AS
SELECT recipient AS address, count(*) AS count, max(received_at) AS last_at, content AS last
FROM mails GROUP BY 1;
"""
_COLUMNS = "number, sender, recipient, content, received_at"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it came in at `received_at` (Unix seconds); `content` is the whole message."""

    number: int
    sender: str
    recipient: str
    content: bytes
    received_at: float


class Mailboxes:
    """What mailboxes received, in one SQLite file."""

    def __init__(self, path: Path) -> None:
        """Open the file, made when missing. Raises StorageError."""
        self._file = SqliteFile(path, _SCHEMA, "the sandbox's mail")
        self.directory = Directory(self._file)

    def close(self) -> None:
        """Close the file; the mailboxes are not used afterwards."""
        self._file.close()

    def receive(self, sender: str, recipient: str, content: bytes) -> None:
        """Put a mail into a mailbox."""
        self.directory.know(recipient)
        self._file.execute(
            "INSERT INTO mails (sender, recipient, content, received_at) VALUES (?, ?, ?, ?)",
            (sender, recipient, content, time.time()),
        )

    def find(self, number: int) -> Mail | None:
        """Return a mail, or None."""
        query = f"SELECT {_COLUMNS} FROM mails WHERE number = ?"  # noqa: S608, only constants
        rows = self._file.execute(query, (number,))
        return Mail(*rows[0]) if rows else None

    def list_mails(self, recipient: str, count: int) -> list[Mail]:
        """Return the latest mails of a mailbox, the latest first."""
        rows = self._file.execute(
            f"SELECT {_COLUMNS} FROM mails WHERE recipient = ? ORDER BY number DESC LIMIT ?",  # noqa: S608, only constants
            (recipient, count),
        )
        return [Mail(*row) for row in rows]
