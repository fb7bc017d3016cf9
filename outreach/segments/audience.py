"""Who is in a segment: how many, some of them, and the query that freezes them all."""

from __future__ import annotations

import sqlalchemy as sa

from outreach.segments.compiling import Context, compile_rule
from outreach.segments.rules import Rule
from outreach.tables import members

_SCATTER = 2_654_435_761
"""Knuth's multiplicative hash: neighbours among the members end up far apart in a sample."""

MAX_SAMPLE = 100
_DRAWN = 2_000
"""Members at random in whom a sample is looked for before it is in everybody."""

COUNTED = sa.and_(
    members.c.deceased_on.is_(None),
    members.c.closed_on.is_(None),
    members.c.kind != "representative",
)
"""Who can be in a segment or a stage at all."""


def select_members(rule: Rule | None, context: Context) -> sa.Select[tuple[int]]:
    """Return the query of the ids of all members in a segment: for INSERT … SELECT, say.

    The deceased, closed records and those who only represent others are never among them.
    """
    return sa.select(members.c.id).where(COUNTED, compile_rule(rule, context))


def count_members(connection: sa.Connection, rule: Rule | None, context: Context) -> int:
    """Return how many members are in a segment."""
    chosen = select_members(rule, context).with_only_columns(sa.func.count())
    return int(connection.execute(chosen).scalar_one())


def sample_members(
    connection: sa.Connection, rule: Rule | None, context: Context, size: int = 10, seed: int = 0
) -> list[str]:
    """Return the references of up to `size` members from all over a segment.

    The same seed gives the same members.
    """
    scattered = (members.c.id + seed) * _SCATTER % (1 << 32)
    query = (
        select_members(rule, context)
        .with_only_columns(members.c.reference)
        .order_by(scattered)
        .limit(min(size, MAX_SAMPLE))
    )
    drawn = query.where(members.c.id.in_(_draw_ids(connection, seed)))
    found = list(connection.execute(drawn).scalars())
    if len(found) == min(size, MAX_SAMPLE):
        return found
    return list(connection.execute(query).scalars())


def _draw_ids(connection: sa.Connection, seed: int) -> list[int]:
    """Return numbers from all over those of members; some may be of members who were erased."""
    first, last = connection.execute(
        sa.select(sa.func.min(members.c.id), sa.func.max(members.c.id))
    ).one()
    start, span = first or 0, (last or 0) - (first or 0) + 1
    # A prime comes by each number once, and by neighbours far apart.
    return [start + (step * _SCATTER + seed) % span for step in range(min(span, _DRAWN))]
