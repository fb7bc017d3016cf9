"""Who receives a message, and what stands in the way of each channel, as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from outreach.planning.sources import Source
from outreach.purpose import Purpose
from outreach.suppressions import ALL
from outreach.tables import consents, members, suppressions

representative = members.alias("representative")
"""Receives a member's messages in its place, while alive and with an open record."""

_REPRESENTS = sa.and_(
    representative.c.id == members.c.representative_id,
    representative.c.deceased_on.is_(None),
    representative.c.closed_on.is_(None),
)


def receiving(name: str) -> sa.ColumnElement[Any]:
    """Return a column of who receives the message: the representative, or the member."""
    theirs = representative.c[name]
    return sa.case((representative.c.id.is_(None), members.c[name]), else_=theirs)


def join_recipients(source: Source) -> sa.FromClause:
    """Return the rows of a source, each with the member's representative."""
    return join_representatives(source.rows)


def join_representatives(rows: sa.FromClause) -> sa.FromClause:
    """Return rows that have `members` in them, each with the member's representative."""
    return rows.outerjoin(representative, _REPRESENTS)


def in_range(source: Source, after: int, last: int | None = None) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of a source, for members after a number, up to another."""
    conditions = [*source.conditions, source.key > after]
    return conditions if last is None else [*conditions, source.key <= last]


def find_address(channel: str) -> sa.ColumnElement[str | None]:
    """Return the address that a channel uses."""
    return receiving("email" if channel == "email" else "phone")


def find_obstacle(
    channel: str, purpose: str, wording: sa.ColumnElement[Any], senders: Sequence[str] = ()
) -> sa.ColumnElement[str | None]:
    """Return the reason why a channel does not reach the recipient, or NULL where it does.

    Who stopped one of the `senders` is not reached.
    """
    reasons: list[tuple[sa.ColumnElement[bool], str]] = [
        (find_address(channel).is_(None), "no-address")
    ]
    if channel == "sms":
        reasons.append((receiving("phone_kind") == "landline", "landline"))
    reasons += [
        (wording.is_(None), "no-wording"),
        (_is_suppressed(channel, purpose, senders), "suppressed"),
        (_lacks_consent(channel, purpose), "no-consent"),
    ]
    return sa.case(*((condition, sa.literal(reason)) for condition, reason in reasons))


def _is_suppressed(channel: str, purpose: str, senders: Sequence[str]) -> sa.ColumnElement[bool]:
    """What holds for another sender alone is not known before a sender is chosen."""
    hashed = receiving("email_hash" if channel == "email" else "phone_hash")
    return sa.exists().where(
        suppressions.c.address_hash == hashed,
        suppressions.c.channel.in_([ALL, channel]),
        suppressions.c.sender.in_([ALL, *senders]),
        suppressions.c.purpose.in_([ALL, purpose]),
        suppressions.c.lifted_at.is_(None),
    )


def _lacks_consent(channel: str, purpose: str) -> sa.ColumnElement[bool]:
    decided = sa.exists().where(
        consents.c.member_id == receiving("id"),
        consents.c.channel == channel,
        consents.c.purpose == purpose,
        consents.c.granted.is_(purpose == Purpose.PROMOTION),
    )
    return ~decided if purpose == Purpose.PROMOTION else decided
