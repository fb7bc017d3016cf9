"""All that is kept of one person, for who asks to see it (GDPR Article 15, and laws like it).

Messages to a representative about a member belong to both: each of them is told of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from outreach import consent
from outreach.members import Member, find_events, get_member
from outreach.suppressions import find_suppressions
from outreach.tables import (
    campaigns,
    case_changes,
    cases,
    listen_links,
    members,
    messages,
    replies,
    work_items,
)

Facts = list[dict[str, Any]]


def disclose(
    connection: sa.Connection, reference: str, hash_address: Callable[[str], str]
) -> dict[str, Any]:
    """Return what is known of the member with that reference: fields first, then lists of facts.

    Messages and replies come newest first. Raises UnknownMemberError.
    """
    member = get_member(connection, reference)
    hashed = [hash_address(each) for each in (member.phone, member.email) if each]
    own = asdict(member)
    del own["representative_id"]
    return {
        **own,
        "representative": _find_reference(connection, member.representative_id),
        "represents": _find_represented(connection, member.id),
        "life_events": [asdict(each) for each in find_events(connection, member.id)],
        "consent": _leave_out_member(consent.find_decisions(connection, member.id)),
        "consent_history": _leave_out_member(consent.find_history(connection, member.id)),
        "suppressions": _find_suppressions(connection, hashed),
        "cases": _find_cases(connection, member.id),
        "case_history": _find_case_history(connection, member.id),
        "messages": _find_messages(connection, member.id),
        "replies": _find_replies(connection, member),
        "work": _find_work(connection, member.id),
    }


def _find_reference(connection: sa.Connection, member_id: int | None) -> str | None:
    return connection.execute(
        sa.select(members.c.reference).where(members.c.id == member_id)
    ).scalar()


def _find_represented(connection: sa.Connection, member_id: int) -> list[str]:
    query = sa.select(members.c.reference).where(members.c.representative_id == member_id)
    return list(connection.execute(query.order_by(members.c.id)).scalars())


def _leave_out_member(decisions: list[consent.Decision]) -> Facts:
    return [
        {name: value for name, value in asdict(each).items() if name != "member_id"}
        for each in decisions
    ]


def _find_suppressions(connection: sa.Connection, hashed: list[str]) -> Facts:
    return [
        {
            **asdict(each.scope),
            "reason": each.reason,
            "source": each.source,
            "created_at": each.created_at,
        }
        for each in find_suppressions(connection, hashed)
    ]


def _find_cases(connection: sa.Connection, member_id: int) -> Facts:
    columns = [each for each in cases.c if each.name not in {"id", "member_id"}]
    query = sa.select(*columns).where(cases.c.member_id == member_id)
    return _read(connection, query.order_by(cases.c.since.desc(), cases.c.reference))


def _find_case_history(connection: sa.Connection, member_id: int) -> Facts:
    table = case_changes
    columns = (table.c.earlier_status, table.c.status, table.c.changed_at, table.c.source)
    query = sa.select(cases.c.reference, *columns).join_from(table, cases)
    return _read(connection, query.where(cases.c.member_id == member_id).order_by(table.c.id))


_ABOUT, _RECIPIENT = members.alias(), members.alias()
_MESSAGE = (
    *("channel", "purpose", "language", "address", "subject", "body", "values", "status"),
    *("reason", "due_at", "sent_at", "settled_at", "provider", "sender", "provider_id", "heard_at"),
)
_LINK = ("created_at", "expires_at", "first_played_at", "plays")


def _find_messages(connection: sa.Connection, member_id: int) -> Facts:
    query = (
        sa.select(
            messages.c.id,
            campaigns.c.name.label("campaign"),
            _ABOUT.c.reference.label("about"),
            _RECIPIENT.c.reference.label("recipient"),
            *(messages.c[name] for name in _MESSAGE),
        )
        .outerjoin_from(messages, campaigns, messages.c.campaign_id == campaigns.c.id)
        .outerjoin(_ABOUT, messages.c.member_id == _ABOUT.c.id)
        .outerjoin(_RECIPIENT, messages.c.recipient_id == _RECIPIENT.c.id)
        .where(_of(member_id))
        .order_by(messages.c.id.desc())
    )
    links = _find_links(connection, member_id)
    return [row | {"listen_links": links.get(row["id"], [])} for row in _read(connection, query)]


def _of(member_id: int) -> sa.ColumnElement[bool]:
    return (messages.c.member_id == member_id) | (messages.c.recipient_id == member_id)


def _find_links(connection: sa.Connection, member_id: int) -> dict[int, Facts]:
    columns = (listen_links.c[name] for name in ("message_id", *_LINK))
    query = sa.select(*columns).join_from(listen_links, messages).where(_of(member_id))
    found: dict[int, Facts] = {}
    for row in _read(connection, query.order_by(listen_links.c.id)):
        found.setdefault(row.pop("message_id"), []).append(row)
    return found


def _find_replies(connection: sa.Connection, member: Member) -> Facts:
    names = ("channel", "address", "sender", "body", "keyword", "received_at", "handled_at")
    # From an address that several share, nobody knows who wrote: each of them is told.
    unclaimed = replies.c.member_id.is_(None) & replies.c.address.in_(
        [each for each in (member.phone, member.email) if each]
    )
    query = sa.select(*(replies.c[name] for name in names))
    query = query.where((replies.c.member_id == member.id) | unclaimed)
    return _read(connection, query.order_by(replies.c.id.desc()))


def _find_work(connection: sa.Connection, member_id: int) -> Facts:
    table = work_items
    names = ("reason", "needs", "created_at", "exported_at", "closed_at", "outcome")
    query = (
        sa.select(campaigns.c.name.label("campaign"), *(table.c[name] for name in names))
        .outerjoin_from(table, campaigns, table.c.campaign_id == campaigns.c.id)
        .where(table.c.member_id == member_id)
    )
    return _read(connection, query.order_by(table.c.id.desc()))


def _read(connection: sa.Connection, query: sa.Select[Any]) -> Facts:
    return [dict(row) for row in connection.execute(query).mappings()]
