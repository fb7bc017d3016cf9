"""Links members with their representatives, once all rows of a file are in place."""

from __future__ import annotations

import sqlalchemy as sa

from outreach.imports.scratch import Deferred, Scratch
from outreach.imports.sheet import Problem
from outreach.members import find_ids
from outreach.tables import members

_BATCH = 1000
_UPDATE = (
    sa.update(members)
    .where(
        members.c.id == sa.bindparam("member"),
        members.c.representative_id.is_distinct_from(sa.bindparam("representative")),
    )
    .values(representative_id=sa.bindparam("representative"))
)


def link_representatives(connection: sa.Connection, scratch: Scratch) -> list[Problem]:
    """Put the links that were deferred, and return those that lead nowhere."""
    problems = []
    for batch in scratch.take_deferred(_BATCH):
        wanted = {each.key for each in batch} | {each.target for each in batch if each.target}
        ids = find_ids(connection, sorted(wanted))
        links = []
        for each in batch:
            problem = _check(each, ids, scratch)
            if problem:
                problems.append(problem)
            elif each.key in ids:  # Nobody is there yet in a rehearsal.
                target = ids.get(each.target) if each.target else None
                links.append({"member": ids[each.key], "representative": target})
        if links:
            connection.execute(_UPDATE, links)
    return problems


def _check(each: Deferred, ids: dict[str, int], scratch: Scratch) -> Problem | None:
    if each.target == each.key:
        return Problem(each.line, "is the member's own reference", "representative", each.key)
    if each.target and each.target not in ids and scratch.find_line(each.target) is None:
        text = "is no member: the row was imported without its representative"
        return Problem(each.line, text, "representative", each.key)
    return None
