"""Recalls what the journal knows and a restored database has forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from outreach import consent
from outreach.addresses import AddressHasher
from outreach.consent import Decision
from outreach.database import Database
from outreach.erasure import Eraser
from outreach.journal import DecisionLine, Journal, Line, SuppressionLine
from outreach.optouts import OptOuts, end_suppression
from outreach.suppressions import Scope, Suppressions
from outreach.tables import consents, members, suppressions

_AT_ONCE = 500
_ACTOR = "outspoken"

Key = tuple[int | str, ...]
"""What a line is about; a later line of the same key takes the place of an earlier one."""


@dataclass(frozen=True, slots=True)
class Recalling:
    """Holds a journal against its database."""

    database: Database
    hasher: AddressHasher
    optouts: OptOuts
    journal: Journal

    def recall(self) -> int:
        """Put in force what was forgotten; return how many lines of the journal that took.

        The rows are only locked where there is something to write: the journal of years is read
        at every start. Raises JournalError and DatabaseUnavailableError.
        """
        latest = {_get_key(line): line for line in self.journal.read()}
        if not latest:
            return 0
        with self.database.read() as connection:
            known = {**_load_suppressions(connection), **_load_decisions(connection)}
        forgotten = [line for key, line in latest.items() if not _is_known(line, known.get(key))]
        if not forgotten:
            return 0
        with self.database.write() as connection:
            in_use = _find_in_use(connection, forgotten)
            return sum(self._put_in_force(connection, line, in_use) for line in forgotten)

    def _put_in_force(self, connection: sa.Connection, line: Line, in_use: Set[str]) -> bool:
        if isinstance(line, DecisionLine):
            return self._decide(connection, line)
        scope = Scope(line.channel, line.sender, line.purpose)
        if line.lifted:
            return end_suppression(connection, line.address_hash, scope, line.at)
        given = {"reason": line.reason, "source": line.source, "at": line.at}
        Suppressions(self.database).add(connection, line.address_hash, scope, **given)
        if line.address_hash in in_use:
            self.optouts.cancel_waiting(connection, line.address_hash, scope, line.at)
        if line.member_id is not None:
            self._erase(connection, line.member_id, line)
        return True

    def _erase(self, connection: sa.Connection, member_id: int, line: SuppressionLine) -> None:
        """Erase a member again, if the row is still the same member's."""
        reference = self._find_reference(connection, member_id, line.address_hash)
        if reference is not None:
            eraser = Eraser(self.optouts, self.hasher)
            eraser.erase(connection, reference, actor=_ACTOR, at=line.at)

    def _find_reference(self, connection: sa.Connection, member_id: int, hashed: str) -> str | None:
        """Return the reference of a member's row, if it is that of the hash."""
        query = sa.select(members.c.reference).where(members.c.id == member_id)
        reference: str | None = connection.execute(query).scalar()
        same = reference is not None and self.hasher.hash_reference(reference) == hashed
        return reference if same else None

    def _decide(self, connection: sa.Connection, line: DecisionLine) -> bool:
        """Record a decision, if its row is still the same member's."""
        if self._find_reference(connection, line.member_id, line.reference_hash) is None:
            return False
        decision = Decision(
            line.member_id, line.channel, line.purpose, line.granted, line.source, line.at
        )
        return bool(consent.record(connection, [decision]))


def _get_key(line: Line) -> Key:
    if isinstance(line, DecisionLine):
        return line.member_id, line.channel, line.purpose
    return line.address_hash, line.channel, line.sender, line.purpose


@dataclass(frozen=True, slots=True)
class _State:
    """What the database has: whether it is in force, and since when it is or is not."""

    inforce: bool
    since: datetime


def _is_known(line: Line, state: _State | None) -> bool:
    if isinstance(line, SuppressionLine):
        if state is None:
            return line.lifted
        return state.inforce is not line.lifted or state.since >= line.at
    return state is not None and state.since >= line.at


def _find_in_use(connection: sa.Connection, lines: Sequence[Line]) -> set[str]:
    """Return the hashes among the lines' whose address any member has."""
    hashes = [line.address_hash for line in lines if isinstance(line, SuppressionLine)]
    found: set[str] = set()
    for column in (members.c.phone_hash, members.c.email_hash):
        for start in range(0, len(hashes), _AT_ONCE):
            among = column.in_(hashes[start : start + _AT_ONCE])
            found.update(connection.execute(sa.select(column).where(among)).scalars())
    return found


def _load_suppressions(connection: sa.Connection) -> Mapping[Key, _State]:
    names = ("address_hash", "channel", "sender", "purpose", "created_at", "lifted_at")
    rows = connection.execute(sa.select(*(suppressions.c[name] for name in names)))
    return {tuple(key): _State(ended is None, ended or began) for *key, began, ended in rows}


def _load_decisions(connection: sa.Connection) -> Mapping[Key, _State]:
    """Return members' own decisions: an import's are many, and older than what is asked for."""
    names = ("member_id", "channel", "purpose", "granted", "decided_at")
    query = sa.select(*(consents.c[name] for name in names)).where(
        consents.c.source != consent.IMPORT
    )
    rows: Iterable[sa.Row[tuple[object, ...]]] = connection.execute(query)
    return {tuple(key): _State(granted, at) for *key, granted, at in rows}
