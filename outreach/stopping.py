"""The switch that stops all sending, on all machines, within a second."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from outreach.actions import record_action
from outreach.database import Database
from outreach.dispatch.claim import STOPPED
from outreach.tables import switches


def stop_all(database: Database, actor: str, at: datetime, reason: str = "") -> bool:
    """Stop all sending; tell whether it ran until now.

    What has been marked has left: a carrier cannot be asked to give it back. Nothing is marked
    from now on, and what waits keeps waiting.
    """
    return _turn(database, True, actor, at, reason)


def resume_all(database: Database, actor: str, at: datetime) -> bool:
    """Let messages leave again; tell whether they were stopped until now."""
    return _turn(database, False, actor, at, "")


def is_stopped(connection: sa.Connection) -> bool:
    """Tell whether all sending is stopped."""
    query = sa.select(switches.c.on).where(switches.c.name == STOPPED)
    return bool(connection.execute(query).scalar())


def _turn(database: Database, stopped: bool, actor: str, at: datetime, reason: str) -> bool:
    new = {"on": stopped, "reason": reason, "changed_at": at, "changed_by": actor}
    insert = database.insert(switches).values(name=STOPPED, **new)
    turned = insert.on_conflict_do_update(index_elements=["name"], set_=new)
    verb = "stopped" if stopped else "resumed"
    with database.write() as connection:
        changes = is_stopped(connection) != stopped
        connection.execute(turned)
        record_action(connection, actor, verb, ("sending", "all"), at=at, detail={"reason": reason})
        return changes
