"""The carrier's own books: what it took, from whom, for whom, and what became of it."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from web.sandbox.behaviour import Behaviour
from web.sandbox.directory import Directory
from web.sqlite_file import SqliteFile

_SCHEMA = """
PRAGMA synchronous = OFF; -- A demonstration's books may be lost with the power.
CREATE TABLE IF NOT EXISTS messages (
    number INTEGER PRIMARY KEY,
    sid TEXT NOT NULL UNIQUE,
    direction TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    body TEXT NOT NULL,
    service TEXT,
    callback TEXT,
    status TEXT NOT NULL,
    error_code INTEGER,
    created_at REAL NOT NULL,
    updated_at REAL NOT NULL,
    sent_at REAL
);
CREATE INDEX IF NOT EXISTS messages_recipient ON messages (recipient, number);
CREATE INDEX IF NOT EXISTS messages_sender ON messages (sender, number);
CREATE TABLE IF NOT EXISTS steps (
    number INTEGER PRIMARY KEY,
    sid TEXT NOT NULL,
    status TEXT NOT NULL,
    error_code INTEGER,
    due_at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS steps_due ON steps (due_at);
CREATE TABLE IF NOT EXISTS stopped (
    phone TEXT NOT NULL,
    sender TEXT NOT NULL,
    PRIMARY KEY (phone, sender)
);
CREATE TABLE IF NOT EXISTS behaviour (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    content TEXT NOT NULL
);
-- Beside max(), SQLite takes a column of the very row that has the maximum.
CREATE VIEW IF NOT EXISTS conversations AS
SELECT CASE direction WHEN 'inbound' THEN sender ELSE recipient END AS address,
    count(*) AS count, max(created_at) AS last_at, body AS last
FROM messages GROUP BY 1;
"""
_COLUMNS = (
    "number, sid, direction, sender, recipient, body, service, callback, status, error_code,"
    " created_at, updated_at, sent_at"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text message as the carrier holds it; times are Unix seconds, addresses E.164."""

    number: int
    sid: str
    direction: str
    sender: str
    recipient: str
    body: str
    service: str | None
    callback: str | None
    status: str
    error_code: int | None
    created_at: float
    updated_at: float
    sent_at: float | None

    @property
    def is_inbound(self) -> bool:
        """Tell whether the phone sent it."""
        return self.direction == "inbound"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text message that is to be written down."""

    sender: str
    recipient: str
    body: str
    direction: str = "outbound-api"
    status: str = "queued"
    service: str | None = None
    callback: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A state that a message reaches at `due_at` (Unix seconds)."""

    sid: str
    status: str
    error_code: int | None
    due_at: float


class Ledger:
    """The books of text messages, in one SQLite file that a machine's processes share."""

    def __init__(self, path: Path) -> None:
        """Open the file, made when missing. Raises StorageError."""
        self._file = SqliteFile(path, _SCHEMA, "the sandbox's messages")
        self.directory = Directory(self._file)

    def close(self) -> None:
        """Close the file; the ledger is not used afterwards."""
        self._file.close()

    @property
    def behaviour(self) -> Behaviour:
        """How the carrier is told to behave."""
        rows = self._file.execute("SELECT content FROM behaviour")
        return Behaviour(**json.loads(rows[0][0])) if rows else Behaviour()

    def behave(self, behaviour: Behaviour) -> None:
        """Behave like this from the next request on."""
        content = json.dumps(asdict(behaviour))
        self._file.execute("INSERT OR REPLACE INTO behaviour VALUES (1, ?)", (content,))

    def write(self, draft: Draft) -> Text:
        """Write a message down and return it with its sid."""
        now = time.time()
        sent_at = now if draft.direction == "inbound" else None
        values = (
            "SM" + secrets.token_hex(16),
            draft.direction,
            draft.sender,
            draft.recipient,
            draft.body,
            draft.service,
            draft.callback,
            draft.status,
            now,
            now,
            sent_at,
        )
        phone = draft.sender if draft.direction == "inbound" else draft.recipient
        self.directory.know(phone)
        number = self._file.execute(
            "INSERT INTO messages (sid, direction, sender, recipient, body, service, callback,"
            " status, created_at, updated_at, sent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " RETURNING number",
            values,
        )[0][0]
        return self.list_texts([("number = ?", number)], 0, 1)[0]

    def find(self, sid: str) -> Text | None:
        """Return a message by its sid, or None."""
        rows = self._file.execute(f"SELECT {_COLUMNS} FROM messages WHERE sid = ?", (sid,))  # noqa: S608, only constants
        return Text(*rows[0]) if rows else None

    def list_texts(
        self, conditions: Sequence[tuple[str, object]], start: int, count: int
    ) -> list[Text]:
        """Return messages, the latest first; conditions are SQL with one value each."""
        where = " AND ".join(condition for condition, _value in conditions) or "1"
        values = tuple(value for _condition, value in conditions)
        rows = self._file.execute(
            f"SELECT {_COLUMNS} FROM messages WHERE {where}"  # noqa: S608, conditions are constants
            " ORDER BY number DESC LIMIT ? OFFSET ?",
            (*values, count, start),
        )
        return [Text(*row) for row in rows]

    def reach(self, sid: str, status: str, error_code: int | None = None) -> None:
        """Put a message into a state."""
        now = time.time()
        self._file.execute(
            "UPDATE messages SET status = ?, error_code = ?, updated_at = ?,"
            " sent_at = coalesce(sent_at, ?) WHERE sid = ?",
            (status, error_code, now, now if status in ("sent", "delivered") else None, sid),
        )

    def redact(self, sid: str) -> None:
        """Forget what a message said."""
        self._file.execute("UPDATE messages SET body = '' WHERE sid = ?", (sid,))

    def remove(self, sid: str) -> None:
        """Strike a message out."""
        self._file.execute("DELETE FROM messages WHERE sid = ?", (sid,))

    def plan(self, step: Step) -> None:
        """Have a message reach a state later."""
        self._file.execute(
            "INSERT INTO steps (sid, status, error_code, due_at) VALUES (?, ?, ?, ?)",
            (step.sid, step.status, step.error_code, step.due_at),
        )

    def take_due(self, now: float, count: int) -> list[Step]:
        """Take the steps that are due, in their order; each is taken once."""
        rows = self._file.execute(
            "DELETE FROM steps WHERE number IN (SELECT number FROM steps WHERE due_at <= ?"
            " ORDER BY due_at, number LIMIT ?) RETURNING number, sid, status, error_code, due_at",
            (now, count),
        )
        return [Step(*row[1:]) for row in sorted(rows, key=lambda row: (row[4], row[0]))]

    def stop(self, phone: str, sender: str) -> None:
        """Refuse messages of a sender to a phone from now on."""
        self._file.execute("INSERT OR IGNORE INTO stopped VALUES (?, ?)", (phone, sender))

    def start(self, phone: str, sender: str) -> None:
        """Take messages of a sender to a phone again."""
        self._file.execute("DELETE FROM stopped WHERE phone = ? AND sender = ?", (phone, sender))

    def is_stopped(self, phone: str, sender: str) -> bool:
        """Tell whether a phone has opted out of a sender at the carrier."""
        query = "SELECT 1 FROM stopped WHERE phone = ? AND sender = ?"
        return bool(self._file.execute(query, (phone, sender)))

    def count(self) -> int:
        """Return how many messages were written down."""
        return int(self._file.execute("SELECT count(*) FROM messages")[0][0])
