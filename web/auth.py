"""Who may ask: API keys, and the courtesy gate for the service's own pages."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from flask import Request, g, request

from web.services import services
from web.sqlite_file import SqliteFile

_PREFIX = "osk_"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    revoked_at TEXT
)
"""
_COLUMNS = "id, name, created_at, revoked_at"


class AuthenticationError(Exception):
    """The request carries no API key, or one that is unknown or revoked."""

    code = "invalid_api_key"


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """What is kept of a key besides its hash."""

    id: str
    name: str
    created_at: datetime
    revoked_at: datetime | None = None


class KeyRing:
    """The API keys of an installation, in one SQLite file that many processes may share.

    A key is 256 random bits, which nobody guesses, so its SHA-256 can stand in the file without
    the slowness that passwords need. Each look-up asks the file: a key is valid, and a revoked
    one is not, from the next request on.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, made when missing. Raises StorageError."""
        self._file = SqliteFile(path, _SCHEMA, "the API keys")

    def create(self, name: str) -> tuple[str, str]:
        """Make a key and return its id and the key itself, which is shown this once."""
        identity, key = secrets.token_hex(4), _PREFIX + secrets.token_urlsafe(32)
        row = (identity, name, _hash(key), datetime.now(UTC).isoformat(timespec="seconds"))
        self._file.execute("INSERT INTO keys (id, name, hash, created_at) VALUES (?, ?, ?, ?)", row)
        return identity, key

    def find(self, key: str) -> KeyRecord | None:
        """Return the record of a key in force, or None.

        The index is searched by hash, so the time it takes tells nothing about the key.
        """
        digest = _hash(key)
        query = f"SELECT {_COLUMNS}, hash FROM keys WHERE hash = ? AND revoked_at IS NULL"  # noqa: S608, only constants
        rows = self._file.execute(query, (digest,))
        if rows and hmac.compare_digest(rows[0][-1], digest):
            return _record(*rows[0][:-1])
        return None

    def records(self) -> tuple[KeyRecord, ...]:
        """Return all keys, the oldest first, those revoked among them."""
        query = f"SELECT {_COLUMNS} FROM keys ORDER BY created_at, rowid"  # noqa: S608, only constants
        return tuple(_record(*row) for row in self._file.execute(query))

    def revoke(self, identity: str) -> bool:
        """End a key at once; tell whether there was one in force under that id."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        query = "UPDATE keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL RETURNING id"
        return bool(self._file.execute(query, (now, identity)))

    def close(self) -> None:
        """Close the file; the ring is not used afterwards."""
        self._file.close()


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def _record(identity: str, name: str, created_at: str, revoked_at: str | None) -> KeyRecord:
    ended = datetime.fromisoformat(revoked_at) if revoked_at else None
    return KeyRecord(identity, name, datetime.fromisoformat(created_at), ended)


def authenticate() -> KeyRecord:
    """Return the record of this request's ``Authorization: Bearer`` key.

    Raises AuthenticationError, which is answered with 401.
    """
    credentials = request.authorization
    if credentials is None or credentials.type != "bearer" or not credentials.token:
        raise AuthenticationError("an API key is needed: send Authorization: Bearer <key>")
    record = services().keys.find(credentials.token)
    if record is None:
        raise AuthenticationError("the API key is unknown or revoked: ask the operator for one")
    g.api_key = record
    return record


def authenticate_unless_own_page() -> KeyRecord | None:
    """Return the key's record, or None for a page of this service that sends no key.

    Raises AuthenticationError; a key that is sent is always checked.
    """
    if "Authorization" not in request.headers and is_own_page(request):
        return None
    return authenticate()


def is_own_page(asking: Request) -> bool:
    """Tell whether a page of this very service asks, as far as its browser says.

    A courtesy gate, not security: any program can send these headers. It keeps other sites'
    pages from using the service by accident; what protects it is the rate limit by address.
    """
    site = asking.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = asking.headers.get("Origin")
    try:
        return origin is not None and urlsplit(origin).netloc == asking.host
    except ValueError:  # What no browser sends, such as ``http://[``.
        return False
