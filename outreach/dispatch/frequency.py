"""Frequency caps: how many messages of a purpose a member gets within some days.

What counts is told by the messages themselves: those that left in these days, where the member is.
The steps of one channel plan are one message, whichever of them got through.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from outreach.dispatch.claim import Claimed
from outreach.statuses import Status
from outreach.tables import messages

_LEFT = (Status.SENDING, Status.UNKNOWN, Status.SENT, Status.PENDING, Status.DELIVERED)
_COLUMNS = ("id", "member_id", "purpose", "campaign_id", "occurrence", "status", "attempt_at")


@dataclass(frozen=True, slots=True)
class Frequency:
    """At most `count` messages of a purpose to one member within `days` days."""

    count: int
    days: int


class Traffic:
    """What left for the members of a claim, what others are about to send, what this one adds."""

    def __init__(self, others: Sequence[Any] = ()) -> None:
        self._left: dict[tuple[int, str], dict[object, datetime]] = {}
        self._under_way: dict[tuple[int, str], set[object]] = {}
        for row in others:
            key = (row.member_id, row.purpose)
            if row.status == Status.CLAIMED:
                self._under_way.setdefault(key, set()).add(_name(row))
            else:
                self._note(key, row, row.attempt_at)

    def add(self, claimed: Claimed, now: datetime) -> None:
        """Count a message that may leave now."""
        self._note((claimed.member_id or 0, claimed.purpose), claimed, now)

    def _note(self, key: tuple[int, str], message: Any, at: datetime) -> None:
        times = self._left.setdefault(key, {})
        times[_name(message)] = max(at, times.get(_name(message), at))

    def is_full(self, claimed: Claimed, cap: Frequency, zone: ZoneInfo, now: datetime) -> bool:
        """Tell whether a member has had as many as the cap allows."""
        return len(self._find_left(claimed, cap, zone, now)) >= cap.count

    def may_be_full(self, claimed: Claimed, cap: Frequency, zone: ZoneInfo, now: datetime) -> bool:
        """Tell whether it depends on messages that another claim is about to send."""
        key = (claimed.member_id or 0, claimed.purpose)
        under_way = self._under_way.get(key, set()) - {_name(claimed)}
        return len(self._find_left(claimed, cap, zone, now) | under_way) >= cap.count

    def _find_left(
        self, claimed: Claimed, cap: Frequency, zone: ZoneInfo, now: datetime
    ) -> set[object]:
        first = now.astimezone(zone).date() - timedelta(days=cap.days - 1)
        times = self._left.get((claimed.member_id or 0, claimed.purpose), {})
        since = {name for name, at in times.items() if at.astimezone(zone).date() >= first}
        return since - {_name(claimed)}


def _name(message: Any) -> object:
    """Return what the steps of one message have in common."""
    if message.campaign_id is None:
        return message.id
    return message.campaign_id, message.occurrence


def load_traffic(
    connection: sa.Connection,
    member_ids: Collection[int | None],
    since: datetime,
    leave_out: Collection[int],
) -> Traffic:
    """Return what left for members since a moment, and what others hold; of other messages."""
    left = sa.and_(messages.c.status.in_(_LEFT), messages.c.attempt_at >= since)
    query = sa.select(*(messages.c[name] for name in _COLUMNS)).where(
        messages.c.member_id.in_(member_ids),
        messages.c.id.not_in(leave_out),
        sa.or_(left, messages.c.status == Status.CLAIMED),
    )
    return Traffic(connection.execute(query).all())
