"""Opt-outs: a member says no, or yes again, and it holds at once.

What waits for the address is cancelled in the same transaction, and the journal beside the
database keeps the word as well: see `outreach.journal` and `outreach.recalling`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

import sqlalchemy as sa
import structlog

from outreach import consent
from outreach.addresses import AddressHasher
from outreach.consent import Decision
from outreach.database import Database
from outreach.errors import JournalError
from outreach.journal import DecisionLine, Journal, Line, SuppressionLine
from outreach.members import find_members_at
from outreach.statuses import Status
from outreach.suppressions import (
    ALL,
    OWN_WISH,
    Scope,
    Suppression,
    Suppressions,
    covers,
    find_suppressions,
)
from outreach.tables import members, messages, suppressions

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why and from where an opt-out comes, and when: see `outreach.suppressions.Reason`."""

    reason: str
    source: str
    at: datetime


class OptOuts:
    """Puts suppressions and decisions in force, in the caller's transaction."""

    def __init__(
        self,
        database: Database,
        hasher: AddressHasher,
        journal: Journal,
        pools: Mapping[str, Sequence[Collection[str]]] = MappingProxyType({}),
    ) -> None:
        """`pools` are the senders of each channel: what is said to one of a pool is said to all."""
        self._database = database
        self._pools = {channel: [*map(frozenset, given)] for channel, given in pools.items()}
        self._hasher = hasher
        self._journal = journal
        self._suppressions = Suppressions(database)

    def suppress(self, connection: sa.Connection, address: str, scope: Scope, cause: Cause) -> bool:
        """Send nothing more of `scope` to an address; tell whether that is new.

        Messages within the scope that wait or are claimed are cancelled.
        """
        hashed = self._hasher.hash(address)
        self.cancel_waiting(connection, hashed, scope, cause.at)
        return self.suppress_hash(connection, hashed, scope, cause)

    def suppress_hash(
        self,
        connection: sa.Connection,
        hashed: str,
        scope: Scope,
        cause: Cause,
        *,
        member_id: int | None = None,
    ) -> bool:
        """Put a suppression of a hash in force; tell whether it is new.

        `member_id` is the row of the member whose reference it is: see `outreach.erasure`.
        """
        known = [
            each
            for each in find_suppressions(connection, [hashed])
            if cause.reason in OWN_WISH or each.reason not in OWN_WISH
        ]
        new = [
            part for part in self._spread(scope) if not any(covers(each, part) for each in known)
        ]
        given = {"reason": cause.reason, "source": cause.source, "at": cause.at}
        for part in new:
            self._suppressions.add(connection, hashed, part, **given)
        if new:
            lines = [_make_line(hashed, part, cause) for part in new]
            self._note(*(replace(line, member_id=member_id) for line in lines))
        return bool(new)

    def lift(self, connection: sa.Connection, address: str, scope: Scope, cause: Cause) -> bool:
        """Let messages of `scope` go to an address again; tell whether anything was in force.

        Only what the member asked for ends: a mailbox that does not exist stays suppressed.
        """
        hashed = self._hasher.hash(address)
        asked = self._spread(scope)
        ended = [
            each
            for each in find_suppressions(connection, [hashed])
            if each.reason in OWN_WISH and any(_overlap(each.scope, part) for part in asked)
        ]
        return bool(self._end(connection, ended, cause))

    def end(self, connection: sa.Connection, hashed: str, scope: Scope, cause: Cause) -> int:
        """End the suppressions of a hash within a scope, whatever their reason; return how many.

        That is for staff to decide.
        """
        found = find_suppressions(connection, [hashed])
        return self._end(connection, [each for each in found if _within(each.scope, scope)], cause)

    def _end(self, connection: sa.Connection, ended: Sequence[Suppression], cause: Cause) -> int:
        for each in ended:
            end_suppression(connection, each.address_hash, each.scope, cause.at)
        if ended:
            self._note(
                *(_make_line(each.address_hash, each.scope, cause, lifted=True) for each in ended)
            )
        return len(ended)

    def decide(self, connection: sa.Connection, decisions: Sequence[Decision]) -> int:
        """Record decisions of members; return how many changed anything."""
        changed = consent.record(connection, decisions)
        for decision in decisions if changed else ():
            if not decision.granted:
                within = self._find_conditions(Scope(decision.channel, ALL, decision.purpose))
                _cancel(connection, [decision.member_id], within, decision.decided_at)
        if changed:
            self._note(*self._describe(connection, decisions))
        return changed

    def _note(self, *lines: Line) -> None:
        """Keep lines in the journal; where that fails, what was asked for holds all the same."""
        try:
            self._journal.append(*lines)
        except JournalError as error:
            _log.error("journal_not_written", reason=str(error))

    def cancel_waiting(
        self, connection: sa.Connection, address_hash: str, scope: Scope, now: datetime
    ) -> None:
        """Cancel what waits or is claimed for an address within a scope."""
        ids = [member.id for member in find_members_at(connection, address_hash)]
        if ids:
            _cancel(connection, ids, self._find_conditions(scope), now)

    def _find_conditions(self, scope: Scope) -> list[sa.ColumnElement[bool]]:
        """Return what messages within a scope have in common.

        One that no sender has claimed yet is left to the check before it leaves, where another
        sender may carry it.
        """
        table = messages.c
        conditions = [
            getattr(table, name) == value
            for name in ("channel", "purpose")
            if (value := getattr(scope, name)) != ALL
        ]
        if scope.sender == ALL:
            return conditions
        pool, pools = self._find_pool(scope), self._pools.get(scope.channel)
        if pools and pool.issuperset(frozenset().union(*pools)):
            return [*conditions, sa.or_(table.sender.in_(pool), table.sender.is_(None))]
        return [*conditions, table.sender.in_(pool)]

    def _find_pool(self, scope: Scope) -> frozenset[str]:
        """Return the senders for whom it holds what is said to one."""
        pools = self._pools.get(scope.channel, ())
        return frozenset({scope.sender}).union(*(pool for pool in pools if scope.sender in pool))

    def _spread(self, scope: Scope) -> list[Scope]:
        """Return a scope for each sender of the pool: a number may leave it later."""
        if scope.sender == ALL:
            return [scope]
        return [replace(scope, sender=sender) for sender in sorted(self._find_pool(scope))]

    def _describe(
        self, connection: sa.Connection, decisions: Sequence[Decision]
    ) -> list[DecisionLine]:
        ids = {decision.member_id for decision in decisions}
        query = sa.select(members.c.id, members.c.reference).where(members.c.id.in_(ids))
        references = dict(connection.execute(query).tuples().all())
        return [
            DecisionLine(
                each.decided_at,
                each.member_id,
                self._hasher.hash_reference(references[each.member_id]),
                each.channel,
                each.purpose,
                each.granted,
                each.source,
            )
            for each in decisions
        ]


def end_suppression(
    connection: sa.Connection, address_hash: str, scope: Scope, at: datetime
) -> bool:
    """End that very suppression; what came into force after `at` is not undone."""
    table = suppressions.c
    ended = sa.update(suppressions).where(
        table.address_hash == address_hash,
        table.channel == scope.channel,
        table.sender == scope.sender,
        table.purpose == scope.purpose,
        table.lifted_at.is_(None),
        table.created_at <= at,
    )
    return bool(connection.execute(ended.values(lifted_at=at)).rowcount)


def _overlap(one: Scope, other: Scope) -> bool:
    """Tell whether a message may lie within both scopes."""
    return all(
        ALL in (getattr(one, name), getattr(other, name))
        or getattr(one, name) == getattr(other, name)
        for name in ("channel", "sender", "purpose")
    )


def _within(scope: Scope, whole: Scope) -> bool:
    """Tell whether all of a scope lies within another."""
    return all(
        getattr(whole, name) in (ALL, getattr(scope, name))
        for name in ("channel", "sender", "purpose")
    )


def _cancel(
    connection: sa.Connection,
    member_ids: Sequence[int],
    conditions: Iterable[sa.ColumnElement[bool]],
    now: datetime,
) -> int:
    receives = sa.or_(
        messages.c.recipient_id.in_(member_ids),
        sa.and_(messages.c.recipient_id.is_(None), messages.c.member_id.in_(member_ids)),
    )
    waits = messages.c.status.in_([Status.CREATED, Status.CLAIMED])
    settled = {"status": Status.CANCELLED, "reason": "suppressed", "settled_at": now}
    update = sa.update(messages).where(receives, waits, *conditions)
    return int(connection.execute(update.values(**settled, owner=None, lease_until=None)).rowcount)


def _make_line(
    address_hash: str, scope: Scope, cause: Cause, *, lifted: bool = False
) -> SuppressionLine:
    return SuppressionLine(
        cause.at,
        address_hash,
        scope.channel,
        scope.sender,
        scope.purpose,
        cause.reason,
        cause.source,
        lifted,
    )
