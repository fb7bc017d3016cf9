"""Members as a sheet that can be imported again: the same names of columns, one row a member."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from outreach.spreadsheets import SheetWriter
from outreach.tables import consents, members

_FIELDS = (
    *("reference", "kind", "name", "contact_name", "language", "country", "region", "time_zone"),
    *("born_on", "phone", "email", "preferred_channel", "needs_voice", "needs_large_print"),
    *("deceased_on", "closed_on"),
)
_BATCH = 2000


def export_members(
    connection: sa.Connection, path: Path, condition: sa.ColumnElement[bool] | None = None
) -> int:
    """Write all members, or those of a condition, to a CSV or xlsx file; return how many.

    Raises SheetError where the file cannot be written.
    """
    chosen = sa.true() if condition is None else condition
    attributes = _find_attributes(connection, chosen)
    decided = _find_decided(connection)
    written = 0
    header = [*_FIELDS, "representative", *(name for _, name in decided)]
    clash = set(header)
    named = [f"attribute_{name}" if name in clash else name for name in attributes]
    with SheetWriter(path, [*header, *named]) as sheet:
        for row in _read(connection, chosen):
            cells = [_show(row[name]) for name in (*_FIELDS, "representative")]
            cells += [_show(row["consents"].get(key)) for key, _ in decided]
            sheet.write([*cells, *(row["attributes"].get(name, "") for name in attributes)])
            written += 1
    return written


def _show(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _read(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> Iterator[dict[str, Any]]:
    """Yield members in the order of their rows, a batch at a time."""
    others = members.alias()
    columns = [members.c[name] for name in ("id", *_FIELDS, "attributes")]
    query = (
        sa.select(*columns, others.c.reference.label("representative"))
        .select_from(members.outerjoin(others, members.c.representative_id == others.c.id))
        .where(condition)
        .order_by(members.c.id)
        .limit(_BATCH)
    )
    last = 0
    while rows := connection.execute(query.where(members.c.id > last)).mappings().all():
        last = rows[-1]["id"]
        decisions = _find_consents(connection, [row["id"] for row in rows])
        yield from (dict(row) | {"consents": decisions.get(row["id"], {})} for row in rows)


def _find_consents(
    connection: sa.Connection, ids: list[int]
) -> dict[int, dict[tuple[str, str], bool]]:
    found: dict[int, dict[tuple[str, str], bool]] = {}
    for row in connection.execute(sa.select(consents).where(consents.c.member_id.in_(ids))):
        found.setdefault(row.member_id, {})[row.channel, row.purpose] = row.granted
    return found


def _find_decided(connection: sa.Connection) -> list[tuple[tuple[str, str], str]]:
    """Return the channels and purposes on which anybody decided, with their columns' names."""
    query = sa.select(consents.c.channel, consents.c.purpose).distinct()
    keys = sorted((row.channel, row.purpose) for row in connection.execute(query))
    return [(key, f"consent_{key[0]}_{key[1]}") for key in keys]


def _find_attributes(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[str]:
    """Return the names of all attributes that those members have."""
    names: set[str] = set()
    query = sa.select(members.c.attributes).where(condition).execution_options(yield_per=_BATCH)
    for row in connection.execute(query):
        names.update(row.attributes)
    return sorted(names)
