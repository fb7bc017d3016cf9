"""Rows of members: upserted by reference, and never undoing what the member decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from outreach.addresses import AddressHasher
from outreach.consent import Decision, record
from outreach.database import Database
from outreach.imports import aliases
from outreach.imports.fields import ABSENT, EMPTY
from outreach.imports.member_records import BLANK, MemberReader, MemberRecord
from outreach.imports.representatives import link_representatives
from outreach.imports.running import Options, Tally
from outreach.imports.scratch import Deferred, Scratch
from outreach.imports.sheet import Problem
from outreach.institution import Institution
from outreach.members import find_ids
from outreach.suppressions import find_suppressions
from outreach.tables import members

_ERASED = "was erased on request: take this person up again with `outspoken members readmit`"
_LASTING = ("reference", "created_at")
_ALWAYS = (*_LASTING, "language", "country", "region", "time_zone", "attributes")
_DEFAULTED = ("language", "country", "time_zone")


class MemberImporter:
    """Reads and writes members."""

    aliases = aliases.MEMBER
    required: tuple[str, ...] = ("reference",)
    by_reference = True

    def __init__(
        self,
        database: Database,
        institution: Institution,
        hasher: AddressHasher,
        options: Options,
        scratch: Scratch,
    ) -> None:
        self._database = database
        self._institution = institution
        self._options = options
        self._scratch = scratch
        self.reader = MemberReader(institution, hasher, options)

    def key(self, record: MemberRecord) -> str:
        """Return the reference."""
        return record.reference

    def write(self, connection: sa.Connection, records: list[tuple[int, MemberRecord]]) -> Tally:
        """Insert new members and update those that a row says something else about."""
        tally = Tally()
        records = self._leave_out_erased(connection, records, tally)
        tally.doubts.update(doubt for _, each in records for doubt in each.doubts)
        given = {name for _, each in records for name in each.given}
        # The tables know what is in the other columns.
        names = [*_ALWAYS, *sorted(given.difference(_ALWAYS))]
        known = self._find_known(connection, [each.reference for _, each in records], names)
        blank = {name: BLANK.get(name) for name in names} | {"created_at": self._options.at}
        rows = []
        for line, each in records:
            before = known.get(each.reference)
            after = self._merge(each, blank if before is None else before, before is None)
            missing = [name for name in _DEFAULTED if not after[name]]
            if missing:
                tally.problems.append(_describe_missing(line, each, missing))
            elif after == before:
                tally.unchanged += 1
            else:
                rows.append(after)
                tally.new += before is None
                tally.changed += before is not None
        self._put(connection, rows)
        refused = {problem.line for problem in tally.problems}
        self._record_rest(connection, [pair for pair in records if pair[0] not in refused])
        return tally

    def _leave_out_erased(
        self, connection: sa.Connection, records: list[tuple[int, MemberRecord]], tally: Tally
    ) -> list[tuple[int, MemberRecord]]:
        hashes = {each.reference_hash: line for line, each in records}
        erased = {hashes[each.address_hash] for each in find_suppressions(connection, hashes)}
        tally.problems += [
            Problem(line, _ERASED, reference=each.reference)
            for line, each in records
            if line in erased
        ]
        return [pair for pair in records if pair[0] not in erased]

    def _find_known(
        self, connection: sa.Connection, references: list[str], names: list[str]
    ) -> dict[str, dict[str, Any]]:
        query = sa.select(*(members.c[name] for name in names)).with_for_update()
        rows = connection.execute(query.where(members.c.reference.in_(references)))
        return {row["reference"]: dict(row) for row in rows.mappings()}

    def _merge(self, given: MemberRecord, before: Mapping[str, Any], new: bool) -> dict[str, Any]:
        after = {**before, **given.given, "reference": given.reference}
        after["attributes"] = _merge_attributes(before["attributes"] or {}, given.attributes)
        place = self._institution
        after["language"] = after["language"] or place.language
        after["country"] = after["country"] or place.country
        if new and after["region"] is None:
            after["region"] = place.find_region(after["country"])
        found = place.find_time_zone(after["country"], after["region"])
        after["time_zone"] = after["time_zone"] or found
        return after

    def _put(self, connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        for row in rows:
            row["updated_at"] = self._options.at
        insert = self._database.insert(members)
        put = {name: insert.excluded[name] for name in rows[0] if name not in _LASTING}
        statement = insert.on_conflict_do_update(index_elements=["reference"], set_=put)
        connection.execute(statement, rows)

    def _record_rest(
        self, connection: sa.Connection, records: list[tuple[int, MemberRecord]]
    ) -> None:
        for line, each in records:
            target = each.representative
            if target is not ABSENT and (target is not EMPTY or self._options.erase_empty):
                link = Deferred(line, each.reference, None if target is EMPTY else target)
                self._scratch.defer(link)
        deciding = [each for _, each in records if each.consents]
        if deciding:
            ids = find_ids(connection, [each.reference for each in deciding])
            source, at = self._options.source, self._options.at
            decisions = [
                Decision(ids[each.reference], channel, purpose, granted, source, at)
                for each in deciding
                for channel, purpose, granted in each.consents
            ]
            record(connection, decisions)

    def finish(self, connection: sa.Connection) -> list[Problem]:
        """Link members with their representatives."""
        return link_representatives(connection, self._scratch)


def _merge_attributes(before: Mapping[str, str], given: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in {**before, **given}.items() if value is not None}


def _describe_missing(line: int, each: MemberRecord, missing: list[str]) -> Problem:
    settings = " and ".join(f"OUTSPOKEN_{name.upper()}" for name in missing if name != "language")
    text = f"has no {' and no '.join(missing)}: give a column, or set {settings}"
    if missing == ["time_zone"]:
        text = (
            "has no time_zone, and the country has several: give a column time_zone, such as"
            " America/Toronto, or a region, such as CA-MB, where the time is the same everywhere"
        )
    return Problem(line, text, reference=each.reference)
