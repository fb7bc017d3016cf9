"""Consent: what each member agreed to, by channel and purpose, since when and said where.

A service message needs none where the law says so; a promotional one always needs it. A decision
against holds for both. What an import says never undoes an opt-out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa

from outreach.tables import consent_changes, consents, members

IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Decision:
    """A member's yes or no; `source` is import, reply, preferences, unsubscribe, staff or api."""

    member_id: int
    channel: str
    purpose: str
    granted: bool
    source: str
    decided_at: datetime

    @property
    def key(self) -> tuple[int, str, str]:
        """What it is a decision on."""
        return self.member_id, self.channel, self.purpose


def record(connection: sa.Connection, decisions: Iterable[Decision]) -> int:
    """Put decisions in force, each with a line in the history; return how many changed anything.

    A decision that is in force already changes nothing, and an import's yes does not undo a no.
    """
    latest = {decision.key: decision for decision in decisions}
    inforce = _find_in_force(connection, sorted({key[0] for key in latest}))
    changed = [each for key, each in latest.items() if _prevails(each, inforce.get(key))]
    if not changed:
        return 0
    rows = [asdict(decision) for decision in changed]
    known = [row for row, each in zip(rows, changed, strict=True) if each.key in inforce]
    new = [row for row, each in zip(rows, changed, strict=True) if each.key not in inforce]
    if new:
        connection.execute(sa.insert(consents), new)
    if known:
        connection.execute(_UPDATE, [{f"new_{name}": row[name] for name in row} for row in known])
    connection.execute(sa.insert(consent_changes), rows)
    return len(changed)


_UPDATE = (
    sa.update(consents)
    .where(
        consents.c.member_id == sa.bindparam("new_member_id"),
        consents.c.channel == sa.bindparam("new_channel"),
        consents.c.purpose == sa.bindparam("new_purpose"),
    )
    .values(
        granted=sa.bindparam("new_granted"),
        source=sa.bindparam("new_source"),
        decided_at=sa.bindparam("new_decided_at"),
    )
)


def _prevails(decision: Decision, inforce: bool | None) -> bool:
    if inforce is None:
        return True
    return inforce != decision.granted and not (decision.source == IMPORT and decision.granted)


def _find_in_force(
    connection: sa.Connection, member_ids: Sequence[int]
) -> dict[tuple[int, str, str], bool]:
    # Locked are the members: a first decision, which two may make at once, has no row yet.
    locked = sa.select(members.c.id).where(members.c.id.in_(member_ids)).order_by(members.c.id)
    connection.execute(locked.with_for_update()).all()
    rows = connection.execute(sa.select(consents).where(consents.c.member_id.in_(member_ids)))
    return {(row.member_id, row.channel, row.purpose): row.granted for row in rows}


def find_decisions(connection: sa.Connection, member_id: int) -> list[Decision]:
    """Return the decisions of a member that are in force."""
    query = sa.select(consents).where(consents.c.member_id == member_id)
    rows = connection.execute(query.order_by(consents.c.channel, consents.c.purpose))
    return [Decision(**row._mapping) for row in rows]


def find_history(connection: sa.Connection, member_id: int) -> list[Decision]:
    """Return all decisions of a member, the first one first."""
    table = consent_changes
    columns = [column for column in table.c if column.name != "id"]
    query = sa.select(*columns).where(table.c.member_id == member_id).order_by(table.c.id)
    return [Decision(**row._mapping) for row in connection.execute(query)]
