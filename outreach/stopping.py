"""The switch that stops all sending, on all machines, within a second."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from outreach.actions import record_action
from outreach.database import Database
from outreach.dispatch.claim import STOPPED
from outreach.tables import switches

SERVICE = "outspoken"
"""Who stops all sending after a restore, until members' answers have been read."""


def stop_all(database: Database, actor: str, at: datetime, reason: str = "") -> bool:
    """Stop all sending; tell whether it ran until now.

    What has been marked has left: a carrier cannot be asked to give it back. Nothing is marked
    from now on, and what waits keeps waiting. Who stopped it first, and why, is what is shown;
    but a person's stop takes the place of the service's own, which the service would lift.
    """
    return _turn(database, True, actor, at, reason)


def resume_all(database: Database, actor: str, at: datetime) -> bool:
    """Let messages leave again; tell whether they were stopped until now."""
    return _turn(database, False, actor, at, "")


def is_stopped(connection: sa.Connection) -> bool:
    """Tell whether all sending is stopped."""
    query = sa.select(switches.c.on).where(switches.c.name == STOPPED)
    return bool(connection.execute(query).scalar())


def describe_stop(connection: sa.Connection) -> str | None:
    """Return since when all sending is stopped, by whom and why, in a line; None while it runs."""
    c = switches.c
    query = sa.select(c.changed_at, c.changed_by, c.reason).where(c.name == STOPPED, c.on)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    reason = f": {row.reason}" if row.reason else ""
    since = f"{row.changed_at:%Y-%m-%d %H:%M} UTC by {row.changed_by}{reason}"
    return f"All sending is stopped since {since}. Resume: outspoken resume-all"


def _is_by(connection: sa.Connection, actor: str) -> bool:
    query = sa.select(switches.c.changed_by).where(switches.c.name == STOPPED)
    return connection.execute(query).scalar() == actor


def _turn(database: Database, stopped: bool, actor: str, at: datetime, reason: str) -> bool:
    new = {"on": stopped, "reason": reason, "changed_at": at, "changed_by": actor}
    insert = database.insert(switches).values(name=STOPPED, **new)
    turned = insert.on_conflict_do_update(index_elements=["name"], set_=new)
    verb = "stopped" if stopped else "resumed"
    with database.write() as connection:
        changes = is_stopped(connection) != stopped
        if changes or _is_by(connection, SERVICE):
            connection.execute(turned)
        record_action(connection, actor, verb, ("sending", "all"), at=at, detail={"reason": reason})
        return changes
