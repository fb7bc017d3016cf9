"""What is reckoned once for each time zone and each language, and looked up for each member.

The tables are temporary, each connection's own, and filled anew for each range: with their
primary keys a look-up costs the same on both databases, however many zones there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from outreach.channels import Channel
from outreach.planning.due import Due
from outreach.planning.walking import Plan
from outreach.tables.columns import Identity, Instant
from outreach.wording import Template, choose_wording

_metadata = sa.MetaData()
_MOST_STEPS = 6

places = sa.Table(
    "planning_places",
    _metadata,
    sa.Column("time_zone", sa.Text, primary_key=True),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    prefixes=["TEMPORARY"],
)
"""When members in a time zone are due; those of a zone that is not in it are past."""

tongues = sa.Table(
    "planning_tongues",
    _metadata,
    sa.Column("language", sa.Text, primary_key=True),
    *(sa.Column(f"locale_{number}", sa.Text) for number in range(_MOST_STEPS)),
    *(sa.Column(f"wording_{number}", Identity) for number in range(_MOST_STEPS)),
    prefixes=["TEMPORARY"],
)
"""The locale of each step, and its wording in it, for members of a language."""


def fill_places(connection: sa.Connection, zones: Mapping[str, Due | None]) -> None:
    """Put down when each time zone is due."""
    rows = [
        {"time_zone": zone, "due_at": due.due_at, "expires_at": due.expires_at}
        for zone, due in zones.items()
        if due
    ]
    _fill(connection, places, rows)


def fill_tongues(
    connection: sa.Connection,
    languages: Iterable[str],
    plan: Plan,
    template: Template,
    wording_ids: Mapping[tuple[Channel, str], int],
) -> None:
    """Put down the wordings for each language."""
    rows = [_choose(language, plan, template, wording_ids) for language in languages]
    _fill(connection, tongues, rows)


def _choose(
    language: str,
    plan: Plan,
    template: Template,
    wording_ids: Mapping[tuple[Channel, str], int],
) -> dict[str, Any]:
    row: dict[str, Any] = {"language": language}
    for number, step in plan.steps:
        channel = Channel(step.channel)
        choice = choose_wording(template, channel, language)
        locale = choice.wording.locale if choice else None
        row[f"wording_{number}"] = wording_ids[channel, locale] if locale else None
        row[f"locale_{number}"] = locale
    return row


def _fill(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    connection.execute(sa.schema.CreateTable(table, if_not_exists=True))
    connection.execute(sa.delete(table))
    if rows:
        connection.execute(sa.insert(table), rows)
