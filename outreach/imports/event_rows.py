"""Rows of life events: whose, what, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from outreach.database import Database
from outreach.imports import aliases
from outreach.imports.fields import Fields
from outreach.imports.running import Options, Tally
from outreach.imports.sheet import Problem
from outreach.imports.values import parse_date, parse_word
from outreach.members import find_ids
from outreach.tables import life_events


@dataclass(frozen=True, slots=True)
class EventRecord:
    """What a row says."""

    reference: str
    type: str
    happened_on: date


class EventReader:
    """Reads rows."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def read(self, fields: Fields) -> EventRecord:
        """Return what a row says; a day may lie in the future."""
        reference = fields.take_reference()
        word = fields.take_required("type", parse_word)
        day = fields.take_required("date", lambda cell: parse_date(cell, self._options.dates))
        return EventRecord(reference, word, day)


class EventImporter:
    """Life events; one that is known already changes nothing."""

    aliases = aliases.EVENT
    required: tuple[str, ...] = ("reference", "type", "date")
    by_reference = False

    def __init__(self, database: Database, options: Options) -> None:
        self._database = database
        self._options = options
        self.reader = EventReader(options)

    def key(self, record: EventRecord) -> str:
        """Return all that a row says."""
        return f"{record.reference}\n{record.type}\n{record.happened_on}"

    def write(self, connection: sa.Connection, records: list[tuple[int, EventRecord]]) -> Tally:
        """Insert the events that are new."""
        tally = Tally()
        ids = find_ids(connection, sorted({each.reference for _, each in records}))
        rows = []
        for line, each in records:
            if each.reference not in ids:
                text = "is no member's reference"
                tally.problems.append(Problem(line, text, "reference", each.reference))
                continue
            row = {"member_id": ids[each.reference], "type": each.type}
            rows.append(row | {"happened_on": each.happened_on})
        known = _find_known(connection, rows)
        new = [row for row in rows if tuple(row.values()) not in known]
        if new:
            at = {"source": self._options.source, "created_at": self._options.at}
            insert = self._database.insert(life_events).on_conflict_do_nothing()
            connection.execute(insert, [row | at for row in new])
        tally.new, tally.unchanged = len(new), len(rows) - len(new)
        return tally

    def finish(self, connection: sa.Connection) -> list[Problem]:
        """Nothing waits for the last row."""
        return []


def _find_known(
    connection: sa.Connection, rows: list[dict[str, object]]
) -> set[tuple[object, ...]]:
    table = life_events
    query = sa.select(table.c.member_id, table.c.type, table.c.happened_on).where(
        table.c.member_id.in_({row["member_id"] for row in rows})
    )
    return {tuple(row) for row in connection.execute(query)}
