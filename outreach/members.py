"""Members: the people and employers that messages are about, and how they are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from outreach.errors import UnknownMemberError
from outreach.tables import life_events, members


class MemberKind(StrEnum):
    """What a member is."""

    PERSON = "person"
    EMPLOYER = "employer"  # With a contact person, whose addresses it has.
    REPRESENTATIVE = "representative"  # Receives messages about others.


@dataclass(frozen=True, slots=True)
class Member:
    """A member as the tables have it; `id` is the row, `reference` the institution's own."""

    id: int
    reference: str
    kind: str
    name: str
    contact_name: str
    language: str
    country: str
    region: str | None
    time_zone: str
    born_on: date | None
    phone: str | None
    phone_kind: str | None
    email: str | None
    preferred_channel: str | None
    needs_voice: bool
    needs_large_print: bool
    deceased_on: date | None
    closed_on: date | None
    representative_id: int | None
    attributes: Mapping[str, str]

    @property
    def stopped(self) -> bool:
        """Whether nothing may be sent about the member any more."""
        return self.deceased_on is not None or self.closed_on is not None


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happened, or is to happen, in a member's life."""

    type: str
    happened_on: date


_COLUMNS = [members.c[field.name] for field in fields(Member)]

is_open = members.c.deceased_on.is_(None) & members.c.closed_on.is_(None)
"""The condition that something may be sent about a member at all."""


def find_member(connection: sa.Connection, reference: str) -> Member | None:
    """Return the member with that reference, or None."""
    return _find(connection, members.c.reference == reference)


def get_member(connection: sa.Connection, reference: str) -> Member:
    """Return the member with that reference. Raises UnknownMemberError."""
    found = find_member(connection, reference)
    if found is None:
        raise UnknownMemberError("No member has that reference.")
    return found


def find_members_at(connection: sa.Connection, address_hash: str) -> list[Member]:
    """Return all members who have that phone number or email address: see `AddressHasher`."""
    condition = (members.c.phone_hash == address_hash) | (members.c.email_hash == address_hash)
    rows = connection.execute(sa.select(*_COLUMNS).where(condition).order_by(members.c.id))
    return [Member(*row) for row in rows]


def find_events(connection: sa.Connection, member_id: int) -> list[LifeEvent]:
    """Return the life events of a member in their order."""
    columns = (life_events.c.type, life_events.c.happened_on)
    query = sa.select(*columns).where(life_events.c.member_id == member_id).order_by(*columns[::-1])
    return [LifeEvent(*row) for row in connection.execute(query)]


def find_ids(connection: sa.Connection, references: list[str]) -> dict[str, int]:
    """Return the rows' numbers of those references that members have."""
    query = sa.select(members.c.reference, members.c.id).where(members.c.reference.in_(references))
    return dict(connection.execute(query).tuples().all())


def _find(connection: sa.Connection, condition: sa.ColumnElement[Any]) -> Member | None:
    row = connection.execute(sa.select(*_COLUMNS).where(condition)).one_or_none()
    return Member(*row) if row else None
