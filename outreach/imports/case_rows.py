"""Rows of cases: each as it stands now; another status than before is kept in the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from outreach import cases
from outreach.database import Database
from outreach.imports import aliases
from outreach.imports.fields import ABSENT, EMPTY, Fields
from outreach.imports.running import Options, Tally
from outreach.imports.sheet import Problem
from outreach.imports.values import Cell, parse_date, parse_word
from outreach.members import find_ids


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What a row says."""

    reference: str
    member: str
    kind: str
    status: str
    since: date
    next_step: str
    expected_on: date | None


class CaseReader:
    """Reads rows."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def read(self, fields: Fields) -> CaseRecord:
        """Return what a row says; a case without a date has its status since today."""
        reference = fields.take_reference()
        member = fields.take_required("member", str)
        kind = fields.take_required("kind", parse_word)
        status = fields.take_required("status", parse_word)
        since = fields.take("since", self._parse_date)
        next_step = fields.take("next_step", parse_word)
        expected_on = fields.take("expected_on", self._parse_date)
        return CaseRecord(
            reference,
            member,
            kind,
            status,
            self._options.at.date() if since in (ABSENT, EMPTY) else since,
            "" if next_step in (ABSENT, EMPTY) else next_step,
            None if expected_on in (ABSENT, EMPTY) else expected_on,
        )

    def _parse_date(self, cell: Cell) -> date:
        return parse_date(cell, self._options.dates)


class CaseImporter:
    """Writes cases."""

    aliases = aliases.CASE
    required: tuple[str, ...] = ("reference", "member", "kind", "status")
    by_reference = True

    def __init__(self, database: Database, options: Options) -> None:
        self._database = database
        self._options = options
        self.reader = CaseReader(options)

    def key(self, record: CaseRecord) -> str:
        """Return the case's reference."""
        return record.reference

    def write(self, connection: sa.Connection, records: list[tuple[int, CaseRecord]]) -> Tally:
        """Put the cases as they stand."""
        tally = Tally()
        ids = find_ids(connection, sorted({each.member for _, each in records}))
        given = []
        for line, each in records:
            if each.member not in ids:
                text = "is no member's reference"
                tally.problems.append(Problem(line, text, "member", each.reference))
                continue
            rest = (each.kind, each.status, each.since, each.next_step, each.expected_on)
            given.append(cases.Case(each.reference, ids[each.member], *rest))
        source, at = self._options.source, self._options.at
        recorded = cases.record(self._database, connection, given, source, at)
        tally.new, tally.changed = recorded.new, recorded.changed
        tally.unchanged = len(given) - recorded.new - recorded.changed
        return tally

    def finish(self, connection: sa.Connection) -> list[Problem]:
        """Nothing waits for the last row."""
        return []
