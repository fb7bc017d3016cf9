"""What all tables share: their metadata, how constraints are named, and the kinds of columns.

SQLite and PostgreSQL hold the same rows: an instant is stored in UTC on both, a JSON value is
JSONB on PostgreSQL.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Identity = sa.BigInteger().with_variant(sa.Integer, "sqlite")
"""A row's own number; SQLite counts by itself in columns called INTEGER alone."""

Json = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Instant(sa.types.TypeDecorator[datetime]):
    """A moment in time: an aware datetime in and out, in UTC, with microseconds."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return the moment as the database keeps it. Raises ValueError for a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def bind_processor(self, dialect: Any) -> Any:
        """Return what `process_bind_param` and the driver do, once for rows of one moment."""
        process = super().bind_processor(dialect)
        return lru_cache(maxsize=16)(process) if process else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return an aware datetime in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def identity() -> sa.Column[int]:
    """Return the primary key of a table: a number that the database gives."""
    return sa.Column("id", Identity, primary_key=True)


def text(name: str, *, unique: bool = False, default: str | None = None) -> sa.Column[str]:
    """Return a text column that is always set; `default` also serves rows made in SQL."""
    # Without a `unique` of its own, a column is left to the constraints of its table.
    return sa.Column(name, sa.Text, unique=unique or None, nullable=False, server_default=default)


def whole(name: str, default: int | None = None) -> sa.Column[int]:
    """Return a column of whole numbers that is always set."""
    server_default = None if default is None else sa.text(str(default))
    return sa.Column(name, sa.Integer, nullable=False, server_default=server_default)


def flag(name: str, default: bool = False) -> sa.Column[bool]:
    """Return a column that is true or false."""
    server_default = sa.true() if default else sa.false()
    return sa.Column(name, sa.Boolean, nullable=False, server_default=server_default)


def instant(name: str) -> sa.Column[datetime]:
    """Return a column with a moment that is always set."""
    return sa.Column(name, Instant, nullable=False)


def refers(
    name: str, target: str, *, ondelete: str | None = None, nullable: bool = False
) -> sa.Column[int]:
    """Return a column with the number of a row of another table, such as ``members.id``."""
    key = sa.ForeignKey(target, ondelete=ondelete)
    return sa.Column(name, Identity, key, nullable=nullable)


def partial_index(name: str, *columns: Any, where: Any, unique: bool = False) -> sa.Index:
    """Return an index of those rows alone for which `where` is true, on both databases."""
    return sa.Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)
