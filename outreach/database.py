"""The database: SQLite by default, PostgreSQL where many machines share one.

Rows are read with `Database.read` and written with `Database.write`, each a transaction. Writers
on SQLite take their lock at the start (BEGIN IMMEDIATE), so that none fails half-way because
another was faster; every commit survives a power cut (synchronous=FULL).
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.pool import ConnectionPoolEntry

from outreach.errors import DatabaseError, DatabaseUnavailableError

BUSY_SECONDS = 30.0
_ASK_AGAIN_SECONDS = 0.005
_CONNECT_SECONDS = 10
_CACHE_KB = 64_000  # A connection; taken up only as far as it is used.
_CHECKPOINT_PAGES = 8_000  # Of 4 kB: large imports write each page of an index less often.
_SCHEMES: Mapping[str, str] = MappingProxyType(
    {
        "sqlite": "sqlite+pysqlite",
        "postgresql": "postgresql+psycopg",
        "postgres": "postgresql+psycopg",
        "postgresql+psycopg": "postgresql+psycopg",
    }
)


def parse_url(url: str) -> sa.URL:
    """Return the address of a database: ``sqlite:///FILE`` or ``postgresql://USER@HOST/NAME``.

    Raises ValueError, whose text never quotes the address: it may hold a password.
    """
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError:
        parsed = None
    if parsed is None or parsed.drivername not in _SCHEMES or not parsed.database:
        raise ValueError("sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")
    return parsed.set(drivername=_SCHEMES[parsed.drivername])


class Database:
    """Transactions on one database; threads may share it."""

    def __init__(self, url: str) -> None:
        """Raises ValueError for an address that is none, DatabaseError without its driver."""
        parsed = parse_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        try:
            self.engine = _make_sqlite(parsed) if self.is_sqlite else _make_postgres(parsed)
        except ModuleNotFoundError:
            raise DatabaseError(
                "PostgreSQL needs a driver: pip install 'outspoken[postgres]'"
            ) from None
        # PostgreSQL would show each statement of a reader a later state.
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reader = self.engine.execution_options(**level)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Yield a connection that sees one state of the rows. Raises DatabaseUnavailableError."""
        with _translated(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Yield a connection in a transaction that is committed at the end, or undone by an error.

        Raises DatabaseUnavailableError: nothing of the transaction was kept, unless the
        connection was lost in the very commit.
        """
        writer = self.engine.execution_options(writes=True)
        with _translated(), writer.begin() as connection:
            yield connection

    def insert(self, table: sa.Table) -> SqliteInsert | PostgresInsert:
        """Return an INSERT of this database, which knows ON CONFLICT."""
        return sqlite_insert(table) if self.is_sqlite else postgres_insert(table)

    def close(self) -> None:
        """Close all connections that are not in use."""
        self.engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the driver's failures into ours, whose text quotes no values."""
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError) as error:
        raise DatabaseUnavailableError(_describe(error)) from error


def _describe(error: sa.exc.SQLAlchemyError) -> str:
    original = getattr(error, "orig", None)
    if isinstance(original, sqlite3.Error):
        return f"The database cannot be used: {original}."  # SQLite's texts quote no values.
    return "The database cannot be reached, or has no room: check that it runs, and try again."


def _make_sqlite(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS}, pool_timeout=BUSY_SECONDS
    )
    if url.database and url.database != ":memory:":
        path = Path(url.database).absolute()
        _make_folder(path.parent)
        sa.event.listen(engine, "do_connect", lambda *_: _make_private(path))
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailableError(
            f"The folder of the database cannot be made: {error.strerror}."
        ) from error


def _make_private(path: Path) -> None:
    """Make the file, if it is missing, for its owner alone; SQLite's others beside it follow."""
    with suppress(OSError):  # SQLite itself tells what is wrong with the file.
        os.close(os.open(path, os.O_RDONLY | os.O_CREAT, 0o600))


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # Transactions begin where `_begin_sqlite` says so.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
    connection.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")


def _begin_sqlite(connection: sa.Connection) -> None:
    if connection.get_execution_options().get("writes"):
        _begin_writing(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: sa.Connection) -> None:
    """Take the lock of writers as soon as it is free, whoever else waits for it.

    SQLite itself asks ever more rarely, at last ten times a second: beside someone who writes
    range after range, a waiter would never find the lock free.
    """
    give_up_at = time.monotonic() + BUSY_SECONDS
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except sa.exc.OperationalError as error:
                if not _is_busy(error) or time.monotonic() >= give_up_at:
                    raise
            time.sleep(_ASK_AGAIN_SECONDS)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000:.0f}")


def _is_busy(error: sa.exc.OperationalError) -> bool:
    code: int = getattr(error.orig, "sqlite_errorcode", 0)
    # Its low byte tells what failed, the others more: another process may recover the database.
    return code & 0xFF == sqlite3.SQLITE_BUSY


def _make_postgres(url: sa.URL) -> sa.Engine:
    arguments: dict[str, Any] = {
        "connect_timeout": _CONNECT_SECONDS,
        "options": "-c timezone=UTC",
    }
    if "options" in url.query:
        arguments["options"] += f" {url.query['options']}"
    return sa.create_engine(
        url, hide_parameters=True, connect_args=arguments, pool_pre_ping=True, pool_size=20
    )
