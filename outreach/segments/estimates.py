"""What a database is told of how many members meet a condition, where it would guess badly."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler


class Common(sa.sql.functions.GenericFunction[bool]):
    """A condition that three of four members meet, for all that SQLite needs to know.

    It guesses one of four for one side of a date, and would look up nearly all members in the
    order of an index, which takes several times as long as reading them all. For two such
    conditions, a span, it uses the index. PostgreSQL counts, and is told nothing.
    """

    type = sa.Boolean()
    inherit_cache = True
    name = "common"

    def self_group(self, against: Any = None) -> Any:
        """Return the condition bare: with ``= 1`` behind it, no index would be used."""
        return self


@compiles(Common, "sqlite")
def _estimate(element: Common, compiler: SQLCompiler, **given: Any) -> str:
    (condition,) = element.clauses
    return f"likelihood({compiler.process(condition, **given)}, 0.75)"


@compiles(Common, "postgresql")
def _leave_bare(element: Common, compiler: SQLCompiler, **given: Any) -> str:
    (condition,) = element.clauses
    return f"({compiler.process(condition, **given)})"
