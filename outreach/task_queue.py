"""Where tasks wait: beside the SQLite file in one of their own, or in PostgreSQL itself."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from huey import Huey, PostgresHuey, SqliteHuey
from huey.serializer import SignedSerializer

from outreach.database import Database

_NAME = "outspoken"
_LOCK = 0x71756575  # Any number that nothing else on the server uses.
_CONNECT_SECONDS = 10
_BUSY_SECONDS = 30


def open_queue(database: Database, secret: str) -> Huey:
    """Return the queue of tasks that belongs to a database.

    Tasks are signed with `secret`, which all machines share: what a stranger wrote into the queue
    is not run. Raises DatabaseUnavailableError.
    """
    settings = {"results": False, "serializer": SignedSerializer(secret, salt="outspoken.tasks")}
    url = database.engine.url
    if database.is_sqlite:
        file = Path(url.database or "outreach.sqlite3").with_suffix(".queue.sqlite3")
        return SqliteHuey(_NAME, filename=str(file), timeout=_BUSY_SECONDS, **settings)
    dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with database.write() as connection:
        # Two machines that make the tables at once would get in each other's way.
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        return PostgresHuey(_NAME, dsn=dsn, connect_timeout=_CONNECT_SECONDS, **settings)
