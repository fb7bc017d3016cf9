"""Comparisons of the institution's own columns, which the database holds as JSON."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from outreach.imports.values import NO, YES
from outreach.segments.fields import ATTRIBUTE, DAYS, PRESENCE
from outreach.segments.rules import Comparison
from outreach.tables import members

OPERATORS: Mapping[str, Callable[[Any, Any], sa.ColumnElement[bool]]] = MappingProxyType(
    {
        "=": operator.eq,
        "!=": operator.ne,
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
    }
)
_NUMBER_ON_SQLITE = (
    "(SELECT CASE WHEN t || 'e0' BETWEEN CAST(-9e999 AS REAL) AND CAST(9e999 AS REAL)"
    " AND (t >= '0' OR t GLOB '-[0-9]*') AND substr(t, -1) <> '.'"
    " THEN CAST(t AS REAL) END FROM (SELECT {text} AS t))"
)
"""What PostgreSQL says in one regular expression: digits, perhaps a sign and a decimal point.

Compared with a REAL, SQLite takes a text for a number where all of it is one, else for more than
any number; ``e0`` at its end keeps out ``1e3`` and blanks. A bare CAST would read "12 street" as
12 and a date as its year. The inner SELECT reads the JSON once for all of that.
"""
_TRUTHS = MappingProxyType({True: sorted(YES), False: sorted(NO)})


def span(op: str, days: int, as_of: date) -> tuple[date, date]:
    """Return the first and the last day of so many past days, or days to come, and today."""
    step = timedelta(days=days)
    return (as_of - step, as_of) if op == "past_days" else (as_of, as_of + step)


_Function: TypeAlias = sa.sql.functions.GenericFunction[Any]


class AttributeText(sa.sql.functions.GenericFunction[str]):
    """An attribute as text, whether it came as text, number or truth; NULL without it."""

    type = sa.Text()
    inherit_cache = True
    name = "attribute_text"


class AttributeNumber(sa.sql.functions.GenericFunction[float]):
    """An attribute as a number, however it came; NULL where it is none."""

    type = sa.Float()
    inherit_cache = True
    name = "attribute_number"


@compiles(AttributeText, "sqlite")
def _text_on_sqlite(element: _Function, compiler: SQLCompiler, **given: Any) -> str:
    column, name = (compiler.process(each, **given) for each in element.clauses)
    return f"CAST(json_extract({column}, '$.\"' || {name} || '\"') AS TEXT)"


@compiles(AttributeText, "postgresql")
def _text_on_postgresql(element: _Function, compiler: SQLCompiler, **given: Any) -> str:
    column, name = (compiler.process(each, **given) for each in element.clauses)
    return f"({column} ->> CAST({name} AS TEXT))"


@compiles(AttributeNumber, "sqlite")
def _number_on_sqlite(element: AttributeNumber, compiler: SQLCompiler, **given: Any) -> str:
    return _NUMBER_ON_SQLITE.format(text=_text_on_sqlite(element, compiler, **given))


@compiles(AttributeNumber, "postgresql")
def _number_on_postgresql(element: AttributeNumber, compiler: SQLCompiler, **given: Any) -> str:
    text = _text_on_postgresql(element, compiler, **given)
    return f"CASE WHEN {text} ~ '^-?[0-9]+([.][0-9]+)?$' THEN CAST({text} AS NUMERIC) END"


def compare_attribute(rule: Comparison, as_of: date) -> sa.ColumnElement[bool]:
    """Return the condition of a rule on ``attribute.NAME``; without the attribute it is NULL."""
    name = sa.literal(rule.field.removeprefix(ATTRIBUTE), sa.Text)
    text = AttributeText(members.c.attributes, name)
    if rule.op in PRESENCE:
        present = sa.func.coalesce(text, "") != ""
        return present if rule.op == "set" else sa.not_(present)
    value = rule.value
    if rule.op in DAYS:
        first, last = span(rule.op, int(str(value)), as_of)
        # An hour may stand behind the date, as in 2026-05-04T10:00.
        after = last + timedelta(days=1)
        return sa.and_(text >= first.isoformat(), text < after.isoformat())
    if isinstance(value, tuple):
        return text.in_([str(each) for each in value])
    if isinstance(value, bool):
        truths = sa.func.lower(text).in_(_TRUTHS[value])
        return truths if rule.op == "=" else sa.not_(truths)
    if isinstance(value, int | float):
        return OPERATORS[rule.op](AttributeNumber(members.c.attributes, name), value)
    return OPERATORS[rule.op](text, str(value))
