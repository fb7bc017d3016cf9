"""Suppressions: addresses that nothing is sent to, whoever has them and whatever they agreed to.

They are kept as hashes, so that they outlive the erasure of a person without naming anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from outreach.database import Database
from outreach.tables import members, suppressions

_BATCH = 500
ALL = ""
"""As a channel, a sender or a purpose: every one."""


class Reason(StrEnum):
    """Why an address is suppressed."""

    STOP = "stop"
    UNSUBSCRIBE = "unsubscribe"
    COMPLAINT = "complaint"
    HARD_BOUNCE = "hard-bounce"
    INVALID = "invalid"
    ERASED = "erased"
    STAFF = "staff"


OWN_WISH = (Reason.STOP, Reason.UNSUBSCRIBE)
"""Reasons that the person may take back; any other stands in their place."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a suppression covers, and what a message is: each part names one, or all."""

    channel: str = ALL
    sender: str = ALL
    purpose: str = ALL


@dataclass(frozen=True, slots=True)
class Suppression:
    """A suppression in force."""

    address_hash: str
    scope: Scope
    reason: str
    source: str
    created_at: datetime


class Suppressions:
    """The suppressions of one database; all methods take part in the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, connection: sa.Connection, address_hash: str, scope: Scope, **given: Any) -> None:
        """Put a suppression in force; `given` are its reason, its source and `at`, the moment.

        One that is in force already keeps its reason and moment, unless the person might have
        ended it and cannot end the new one.
        """
        row = {
            "address_hash": address_hash,
            "channel": scope.channel,
            "sender": scope.sender,
            "purpose": scope.purpose,
            "reason": given["reason"],
            "source": given["source"],
            "created_at": given["at"],
        }
        insert = self._database.insert(suppressions).values(row)
        renewed = {name: insert.excluded[name] for name in ("reason", "source", "created_at")}
        lasts = suppressions.c.reason.in_(OWN_WISH) & insert.excluded.reason.not_in(OWN_WISH)
        statement = insert.on_conflict_do_update(
            index_elements=["address_hash", "channel", "sender", "purpose"],
            set_={**renewed, "lifted_at": None},
            where=suppressions.c.lifted_at.is_not(None) | lasts,
        )
        connection.execute(statement)


def find_suppressions(
    connection: sa.Connection, address_hashes: Collection[str]
) -> list[Suppression]:
    """Return the suppressions in force of those addresses, of whatever scope."""
    query = sa.select(suppressions).where(
        suppressions.c.address_hash.in_(address_hashes), suppressions.c.lifted_at.is_(None)
    )
    return [_make(row) for row in connection.execute(query)]


def _make(row: Any) -> Suppression:
    scope = Scope(row.channel, row.sender, row.purpose)
    return Suppression(row.address_hash, scope, row.reason, row.source, row.created_at)


@dataclass(frozen=True, slots=True)
class Holder:
    """A member who has an address."""

    reference: str
    address: str


def list_suppressions(
    connection: sa.Connection, reason: str | None = None
) -> Iterator[tuple[Suppression, list[Holder]]]:
    """Yield all suppressions in force, the latest first, with the members whose address it is.

    The address is known of members alone: of anybody else there is the hash.
    """
    query = sa.select(suppressions).where(suppressions.c.lifted_at.is_(None))
    if reason:
        query = query.where(suppressions.c.reason == reason)
    rows = connection.execute(query.order_by(suppressions.c.id.desc()))
    for batch in rows.partitions(_BATCH):
        found = [_make(row) for row in batch]
        holders = _find_holders(connection, {each.address_hash for each in found})
        yield from ((each, holders.get(each.address_hash, [])) for each in found)


def _find_holders(connection: sa.Connection, hashes: set[str]) -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = {}
    for hashed, address in ((members.c.phone_hash, "phone"), (members.c.email_hash, "email")):
        query = sa.select(hashed, members.c.reference, members.c[address]).where(hashed.in_(hashes))
        for key, reference, value in connection.execute(query.order_by(members.c.id)):
            found.setdefault(key, []).append(Holder(reference, value))
    return found


def covers(suppression: Suppression, message: Scope) -> bool:
    """Tell whether a suppression forbids a message of that channel, sender and purpose."""
    scope = suppression.scope
    return (
        scope.channel in {ALL, message.channel}
        and scope.sender in {ALL, message.sender}
        and scope.purpose in {ALL, message.purpose}
    )
