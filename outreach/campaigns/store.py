"""Campaigns in the database: each change is a version of its own, and returns to the draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outreach.actions import record_action
from outreach.campaigns.definition import Definition, dump_definition, parse_definition
from outreach.campaigns.states import CHANGEABLE, State
from outreach.campaigns.taking_back import find_span, take_back, take_back_runs
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.errors import CampaignError
from outreach.tables import campaign_versions, campaigns

_NAME = re.compile(r"\w[\w .:-]{0,99}")


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as it stands, with the definition of the version in force."""

    id: int
    name: str
    state: State
    resumed_state: str
    hold_reason: str
    version: int
    version_id: int
    next_run_at: datetime | None
    expires_at: datetime | None
    created_by: str
    definition: Definition


_FIELDS = ("id", "name", "state", "resumed_state", "hold_reason", "version")
_SELECT = sa.select(
    *(campaigns.c[name] for name in _FIELDS),
    campaign_versions.c.id.label("version_id"),
    *(campaigns.c[name] for name in ("next_run_at", "expires_at", "created_by")),
    campaign_versions.c.definition,
).join(
    campaign_versions,
    sa.and_(
        campaign_versions.c.campaign_id == campaigns.c.id,
        campaign_versions.c.number == campaigns.c.version,
    ),
)


def get_campaign(connection: sa.Connection, name: str, *, locked: bool = False) -> Campaign:
    """Return the campaign of that name; `locked`, until the transaction ends.

    Raises CampaignError.
    """
    query = _SELECT.where(campaigns.c.name == name)
    row = connection.execute(_lock(query) if locked else query).one_or_none()
    if row is None:
        raise CampaignError(f"there is no campaign {name!r}: `outspoken campaigns list`")
    return _read(row)


def find_campaign(connection: sa.Connection, campaign_id: int, *, locked: bool = False) -> Campaign:
    """Return the campaign of that number, which is known to exist."""
    query = _SELECT.where(campaigns.c.id == campaign_id)
    return _read(connection.execute(_lock(query) if locked else query).one())


def list_campaigns(connection: sa.Connection, states: Sequence[str] = ()) -> list[Campaign]:
    """Return all campaigns, or those in these states, in the order in which they were made."""
    query = _SELECT.where(campaigns.c.state.in_(states)) if states else _SELECT
    return [_read(row) for row in connection.execute(query.order_by(campaigns.c.id))]


def _lock(query: sa.Select[Any]) -> sa.Select[Any]:
    # Messages that are being planned refer to the campaign: nobody has to wait for those.
    return query.with_for_update(of=campaigns, key_share=True)


def _read(row: Any) -> Campaign:
    facts = row._mapping
    return Campaign(
        **{name: facts[name] for name in facts if name not in {"definition", "state"}},
        state=State(row.state),
        definition=parse_definition(row.definition),
    )


def save_campaign(
    connection: sa.Connection, name: str, definition: Definition, by: str, now: datetime
) -> Campaign:
    """Keep a new campaign as a draft, or a change of one, which makes it a draft again.

    What was planned by an earlier version and has not left is taken back. Raises CampaignError
    where it is over, or being sent: pause that first.
    """
    if not _NAME.fullmatch(name):
        raise CampaignError("a campaign's name has letters, digits, spaces, and . : - _")
    found = connection.execute(_lock(_SELECT.where(campaigns.c.name == name))).one_or_none()
    if found is None:
        return _create(connection, name, definition, by, now)
    campaign = _read(found)
    if campaign.definition == definition:
        return campaign
    if campaign.state not in CHANGEABLE:
        advice = " pause it first" if campaign.state is State.SENDING else " it is over"
        raise CampaignError(f"{name} is {campaign.state}:{advice}")
    return change(connection, campaign, definition, by, now)


def _create(
    connection: sa.Connection, name: str, definition: Definition, by: str, now: datetime
) -> Campaign:
    facts = {"name": name, "created_at": now, "created_by": by, "updated_at": now}
    insert = sa.insert(campaigns).values(**facts, expires_at=definition.expires_at)
    number = connection.execute(insert.returning(campaigns.c.id)).scalar_one()
    _write_version(connection, number, 1, definition, by=by, now=now)
    record_action(connection, by, "created", ("campaign", name), at=now)
    return find_campaign(connection, number)


def change(
    connection: sa.Connection, campaign: Campaign, definition: Definition, by: str, now: datetime
) -> Campaign:
    """Put another definition in force, as a draft; the caller holds the campaign's lock."""
    number = campaign.version + 1
    _write_version(connection, campaign.id, number, definition, by=by, now=now)
    return_to_draft(connection, campaign, by, now, reason="changed")
    if type(definition.schedule) is not type(campaign.definition.schedule):
        take_back_runs(connection, campaign.id, now, anew=False)
    connection.execute(
        sa.update(campaigns)
        .where(campaigns.c.id == campaign.id)
        .values(version=number, expires_at=definition.expires_at)
    )
    return find_campaign(connection, campaign.id)


def return_to_draft(
    connection: sa.Connection, campaign: Campaign, by: str, now: datetime, *, reason: str
) -> None:
    """Make a campaign a draft, of which nothing leaves any more; it needs a new approval.

    Of very many messages some stay in the queue for now; see `taking_back`.
    """
    connection.execute(
        sa.update(campaigns)
        .where(campaigns.c.id == campaign.id)
        .values(
            state=State.DRAFT,
            resumed_state="",
            hold_reason="" if reason == "changed" else reason,
            next_run_at=None,
            updated_at=now,
        )
    )
    # The runs first: whoever plans one holds it until its messages are there to be taken back.
    triggered = isinstance(campaign.definition.schedule, OnEvent | OnCaseChange)
    begun_after = now - find_span(campaign.definition)
    take_back_runs(connection, campaign.id, begun_after, anew=triggered)
    take_back(connection, campaign.id)
    subject = ("campaign", campaign.name)
    record_action(connection, by, "returned", subject, at=now, detail={"reason": reason})


def _write_version(
    connection: sa.Connection,
    campaign_id: int,
    number: int,
    definition: Definition,
    *,
    by: str,
    now: datetime,
) -> None:
    row = {"campaign_id": campaign_id, "number": number, "created_by": by, "created_at": now}
    insert = sa.insert(campaign_versions)
    connection.execute(insert.values(**row, definition=dump_definition(definition)))
