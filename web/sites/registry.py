"""The sites of an installation: their keys, their origins and their public pages."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from narration.errors import InputError
from web.sites.addresses import (
    check_phone,
    get_origin,
    parse_contact,
    parse_origin,
    parse_page,
)
from web.sqlite_file import SqliteFile

_PREFIX = "oss_"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS sites (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    origins TEXT NOT NULL,
    phone TEXT,
    contact TEXT,
    counts INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT
);
CREATE TABLE IF NOT EXISTS pages (
    site TEXT NOT NULL REFERENCES sites (key),
    url TEXT NOT NULL,
    PRIMARY KEY (site, url)
) WITHOUT ROWID;
"""
_COLUMNS = "key, name, origins, created_at, phone, contact, counts, revoked_at"


@dataclass(frozen=True, slots=True)
class Site:
    """One institution's presence on the web.

    Its pages carry the `key`, which is no secret. `origins` are those it may be used from,
    `phone` and `contact` (a page or a mailbox) lead its members to a person, and `counts` says
    whether plays are counted.
    """

    key: str
    name: str
    origins: tuple[str, ...]
    created_at: datetime
    phone: str | None = None
    contact: str | None = None
    counts: bool = True
    revoked_at: datetime | None = None


class Sites:
    """The sites, in one SQLite file that the service and the terminal share."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, made when missing. Raises StorageError."""
        self._file = SqliteFile(path, _SCHEMA, "the sites")

    def create(
        self,
        name: str,
        origins: Sequence[str],
        *,
        phone: str | None = None,
        contact: str | None = None,
        counts: bool = True,
    ) -> Site:
        """Make a site and return it. Raises InputError for what cannot be what it should."""
        allowed = tuple(dict.fromkeys(map(parse_origin, origins)))
        if not allowed:
            raise InputError("A site needs one origin at least.")
        phone = check_phone(phone) if phone else None
        contact = parse_contact(contact) if contact else None
        key, now = _PREFIX + secrets.token_urlsafe(12), datetime.now(UTC).replace(microsecond=0)
        row = (key, name, json.dumps(allowed), now.isoformat(), phone, contact, counts, None)
        self._file.execute(f"INSERT INTO sites ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608, only constants
        return Site(key, name, allowed, now, phone, contact, counts)

    def find(self, key: str) -> Site | None:
        """Return the site in force that has this key, or None."""
        query = f"SELECT {_COLUMNS} FROM sites WHERE key = ? AND revoked_at IS NULL"  # noqa: S608, only constants
        rows = self._file.execute(query, (key,))
        return _site(*rows[0]) if rows else None

    def get(self, key: str) -> Site:
        """Return the site in force that has this key. Raises InputError."""
        site = self.find(key)
        if site is None:
            raise InputError(f"No site in force has the key {key!r}: see `outspoken sites list`.")
        return site

    def records(self) -> tuple[Site, ...]:
        """Return all sites, the oldest first, those revoked among them."""
        query = f"SELECT {_COLUMNS} FROM sites ORDER BY created_at, rowid"  # noqa: S608, only constants
        return tuple(_site(*row) for row in self._file.execute(query))

    def revoke(self, key: str) -> bool:
        """End a site at once; tell whether there was one in force under that key."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        query = "UPDATE sites SET revoked_at = ? WHERE key = ? AND revoked_at IS NULL RETURNING key"
        return bool(self._file.execute(query, (now, key)))

    def has_origin(self, origin: str) -> bool:
        """Tell whether any site in force may be used from `origin`."""
        query = (
            "SELECT 1 FROM sites, json_each(sites.origins) AS origin"
            " WHERE origin.value = ? AND revoked_at IS NULL LIMIT 1"
        )
        return bool(self._file.execute(query, (origin,)))

    def add_page(self, key: str, url: str) -> str:
        """Register a page that shows everybody the same; return its address in one spelling.

        Raises InputError for an unknown site, and for a page of another origin than its own.
        """
        site, page = self.get(key), parse_page(url)
        if get_origin(page) not in site.origins:
            raise InputError(f"{url!r} is on none of the site's origins: {' '.join(site.origins)}")
        self._file.execute("INSERT OR IGNORE INTO pages (site, url) VALUES (?, ?)", (key, page))
        return page

    def remove_page(self, key: str, url: str) -> bool:
        """Take a page off the list; tell whether it was on it. Raises InputError."""
        query = "DELETE FROM pages WHERE site = ? AND url = ? RETURNING url"
        return bool(self._file.execute(query, (self.get(key).key, parse_page(url))))

    def pages(self, key: str) -> tuple[str, ...]:
        """Return the public pages of a site. Raises InputError."""
        query = "SELECT url FROM pages WHERE site = ? ORDER BY url"
        return tuple(url for (url,) in self._file.execute(query, (self.get(key).key,)))

    def has_page(self, key: str, page: str) -> bool:
        """Tell whether an address that `parse_page` made is one of a site's public pages."""
        query = "SELECT 1 FROM pages WHERE site = ? AND url = ?"
        return bool(self._file.execute(query, (key, page)))

    def close(self) -> None:
        """Close the file; the sites are not used afterwards."""
        self._file.close()


def _site(key: str, name: str, origins: str, created_at: str, *rest: Any) -> Site:
    phone, contact, counts, revoked_at = rest
    ended = datetime.fromisoformat(revoked_at) if revoked_at else None
    begun, allowed = datetime.fromisoformat(created_at), tuple(json.loads(origins))
    return Site(key, name, allowed, begun, phone, contact, bool(counts), ended)
