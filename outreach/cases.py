"""Cases of members: their status, what comes next and when, in the member's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from outreach.database import Database
from outreach.errors import UnknownCaseError
from outreach.tables import case_changes, case_wordings, cases

ANY_KIND = ""
_FIELDS = ("member_id", "kind", "status", "since", "next_step", "expected_on")


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands; `status` and `next_step` are words that `get_wording` explains."""

    reference: str
    member_id: int
    kind: str
    status: str
    since: date
    next_step: str = ""
    expected_on: date | None = None


def get_case(connection: sa.Connection, reference: str) -> Case:
    """Return the case with that reference. Raises UnknownCaseError."""
    row = connection.execute(_SELECT.where(cases.c.reference == reference)).one_or_none()
    if row is None:
        raise UnknownCaseError("No case has that reference.")
    return Case(*row)


def find_cases(connection: sa.Connection, member_id: int) -> list[Case]:
    """Return all cases of a member, the latest change first."""
    query = _SELECT.where(cases.c.member_id == member_id)
    order = (cases.c.since.desc(), cases.c.reference)
    return [Case(*row) for row in connection.execute(query.order_by(*order))]


_SELECT = sa.select(cases.c.reference, *(cases.c[name] for name in _FIELDS))


@dataclass(frozen=True, slots=True)
class Recorded:
    """What `record` did: cases that were new, changed, and had another status than before."""

    new: int
    changed: int
    moved: int


def record(
    database: Database, connection: sa.Connection, given: Iterable[Case], source: str, at: datetime
) -> Recorded:
    """Put cases as they stand now, and a line into the history for each new or other status."""
    latest = {case.reference: case for case in given}
    query = _SELECT.add_columns(cases.c.id).where(cases.c.reference.in_(latest)).with_for_update()
    known = {row.reference: Case(*row[:-1]) for row in connection.execute(query)}
    changed = [case for case in latest.values() if known.get(case.reference) != case]
    if not changed:
        return Recorded(0, 0, 0)
    ids = _put(database, connection, changed, at)
    moves = [
        {
            "case_id": ids[case.reference],
            "earlier_status": earlier.status if earlier else None,
            "status": case.status,
            "changed_at": at,
            "source": source,
        }
        for case in changed
        if (earlier := known.get(case.reference)) is None or earlier.status != case.status
    ]
    if moves:
        connection.execute(sa.insert(case_changes), moves)
    new = len(changed) - sum(case.reference in known for case in changed)
    return Recorded(new, len(changed) - new, len(moves))


def _put(
    database: Database, connection: sa.Connection, changed: list[Case], at: datetime
) -> Mapping[str, int]:
    names = ("reference", *_FIELDS)
    rows = [{name: getattr(case, name) for name in names} | {"updated_at": at} for case in changed]
    insert = database.insert(cases)
    put = {name: insert.excluded[name] for name in (*_FIELDS, "updated_at")}
    connection.execute(insert.on_conflict_do_update(index_elements=["reference"], set_=put), rows)
    references = [case.reference for case in changed]
    query = sa.select(cases.c.reference, cases.c.id).where(cases.c.reference.in_(references))
    return dict(connection.execute(query).tuples().all())


def get_wording(connection: sa.Connection, kind: str, term: str, locale: str) -> str | None:
    """Return what a status or a next step is called in a locale: for the kind, else for any.

    None where nobody has worded it: then nothing may be said in its place.
    """
    query = sa.select(case_wordings.c.wording).where(
        case_wordings.c.kind.in_({kind, ANY_KIND}),
        case_wordings.c.term == term,
        case_wordings.c.locale == locale,
    )
    return connection.execute(query.order_by(case_wordings.c.kind.desc()).limit(1)).scalar()
