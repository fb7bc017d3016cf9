"""A demonstration: made-up members all over the world, and a campaign that is under way.

Production refuses a database that holds it; see `outreach.modes`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from outreach.addresses import get_hasher
from outreach.campaigns import (
    Premises,
    approve,
    parse_definition,
    save_campaign,
    submit,
    withdraw_changed,
)
from outreach.database import Database
from outreach.demo.people import make_events, make_members
from outreach.modes import note_demo_data
from outreach.segments import parse_rule, save_segment
from outreach.starter import load_starter
from outreach.tables import life_events, members
from outreach.wording import load_templates, save_templates

RUNNING = "Pensions this week"
"""Approved, and sent at ten o'clock where each member is."""

WAITING = "Help for new parents"
"""Submitted: whoever looks at the demonstration may approve it."""

AUTHOR, APPROVER = "Demo Author", "Demo Approver"

_SEGMENTS: dict[str, dict[str, Any]] = {
    "Pensioners": {"stage": "pensioner"},
    "New parents": {"all": [{"stage": "parent"}, {"not": {"stage": "pensioner"}}]},
    "Finnish and Swedish speakers": {"language": ["fi", "sv"]},
}
_LAST_TEN = timedelta(hours=2)
"""From ten o'clock at UTC-12 to midnight UTC."""

_PLAN = [{"channel": "sms", "next_after_hours": 24}, {"channel": "email"}, {"channel": "person"}]


def fill(database: Database, now: datetime, premises: Premises, count: int) -> bool:
    """Make the demonstration in a database without members; tell whether it did."""
    with database.read() as connection:
        if _has_members(connection):
            return False
    hasher = get_hasher(database)
    with database.write() as connection:
        # First, as whoever comes second waits at this row until the first has committed.
        note_demo_data(database, connection, now)
        if _has_members(connection):
            return False
        rows = list(make_members(count, hasher, now))
        connection.execute(sa.insert(members), rows)
        known = sa.select(members.c.reference, members.c.id).order_by(members.c.id)
        numbers = dict(connection.execute(known).tuples().all())
        events = list(make_events(numbers, now))
        if events:
            connection.execute(sa.insert(life_events), events)
        _save_words(connection, now)
        withdraw_changed(connection, premises, AUTHOR, now)
        _start_campaigns(connection, now, premises)
    return True


def _has_members(connection: sa.Connection) -> bool:
    return connection.execute(sa.select(members.c.id).limit(1)).first() is not None


def _save_words(connection: sa.Connection, now: datetime) -> None:
    known = load_templates(connection)
    new = [template for name, template in load_starter().items() if name not in known]
    save_templates(connection, new, AUTHOR, now)
    for name, rule in _SEGMENTS.items():
        save_segment(connection, name, parse_rule(rule), AUTHOR, now)


def _start_campaigns(connection: sa.Connection, now: datetime, premises: Premises) -> None:
    day = (now + _LAST_TEN).date()  # On which it is still before ten somewhere.
    today = {"kind": "local", "day": day.isoformat(), "at": "10:00"}
    running = _define("pensioner", "Pensioners", schedule=today, per_second=2)
    waiting = _define("parent", "New parents", schedule={"kind": "now"}, per_second=2)
    for name, definition in ((RUNNING, running), (WAITING, waiting)):
        save_campaign(connection, name, parse_definition(definition), AUTHOR, now)
        submit(connection, name, AUTHOR, now, premises)
    approve(connection, RUNNING, APPROVER, now, premises)


def _define(template: str, segment: str, **given: Any) -> dict[str, Any]:
    facts = {"template": template, "audience": {"segment": segment}, "steps": _PLAN, "cap": 5000}
    return facts | {"frequency": {"count": 3, "days": 7}} | given
