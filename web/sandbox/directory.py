"""The phones and mailboxes that the carrier has seen, each under a number.

The number stands in the addresses of pages: a phone or a mailbox is a member's own, and no
address of a page may hold it.
"""

from __future__ import annotations

from dataclasses import dataclass

from web.sqlite_file import SqliteFile

_SCHEMA = """
CREATE TABLE IF NOT EXISTS addresses (
    number INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE
)
"""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One phone or mailbox: how much it holds, and what came last, when (Unix seconds).

    `last` is a text message's body, or a whole mail.
    """

    number: int
    address: str
    count: int
    last_at: float
    last: str | bytes


class Directory:
    """Numbers of addresses, in a file of the carrier's."""

    def __init__(self, file: SqliteFile) -> None:
        """Keep the numbers in `file`. Raises StorageError."""
        self._file = file
        file.execute(_SCHEMA)

    def know(self, address: str) -> None:
        """Give an address a number unless it has one."""
        self._file.execute("INSERT OR IGNORE INTO addresses (address) VALUES (?)", (address,))

    def find(self, number: int) -> str | None:
        """Return the address that stands under a number, or None."""
        rows = self._file.execute("SELECT address FROM addresses WHERE number = ?", (number,))
        return rows[0][0] if rows else None

    def list_conversations(self, count: int, start: int = 0) -> list[Conversation]:
        """Return at most `count` conversations from `start` on, the last active first."""
        rows = self._file.execute(
            "SELECT number, address, count, last_at, last FROM conversations JOIN addresses"
            " USING (address) ORDER BY last_at DESC, number DESC LIMIT ? OFFSET ?",
            (count, start),
        )
        return [Conversation(*row) for row in rows]
