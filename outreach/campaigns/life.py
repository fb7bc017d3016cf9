"""What people do with campaigns: submit, approve, pause, resume, cancel. Each is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outreach.actions import record_action
from outreach.campaigns.approval import (
    Approval,
    Premises,
    check_approvable,
    find_approval,
    find_rule,
    get_pinned,
    is_covered,
    make_fingerprint,
)
from outreach.campaigns.occurrences import check_upcoming, find_first_run
from outreach.campaigns.states import OVER, RUNNING, State
from outreach.campaigns.store import Campaign, change, find_campaign, get_campaign, return_to_draft
from outreach.campaigns.taking_back import is_taken_back
from outreach.errors import CampaignError
from outreach.segments import count_members, select_members
from outreach.tables import campaign_approvals, campaign_audiences, campaign_runs, campaigns
from outreach.wording import get_template


def submit(
    connection: sa.Connection, name: str, by: str, now: datetime, premises: Premises
) -> Campaign:
    """Ask for the approval of a draft, with the template's newest version. Raises CampaignError."""
    campaign = get_campaign(connection, name, locked=True)
    _require(campaign, State.DRAFT, State.SUBMITTED)
    check_upcoming(campaign.definition, now)
    newest = get_template(connection, campaign.definition.template)
    check_approvable(newest, campaign.definition, replace(premises, real_carriers=False))
    pinned = campaign.definition.model_copy(update={"template_version": newest.version})
    if pinned != campaign.definition:
        campaign = change(connection, campaign, pinned, by, now)
    approval = {
        "version_id": campaign.version_id,
        "fingerprint": make_fingerprint(connection, pinned, premises),
        "audience_size": _count(connection, campaign, premises, now),
        "submitted_by": by,
        "submitted_at": now,
    }
    connection.execute(sa.insert(campaign_approvals).values(approval))
    return _move(connection, campaign, State.SUBMITTED, by, now, verb="submitted")


def approve(
    connection: sa.Connection, name: str, by: str, now: datetime, premises: Premises
) -> Campaign:
    """Approve what was submitted, as somebody else; a one-off audience is frozen.

    Raises CampaignError, also where what it covers has changed since it was submitted.
    """
    campaign = get_campaign(connection, name, locked=True)
    _require(campaign, State.SUBMITTED)
    approval = find_approval(connection, campaign)
    if approval is None:
        raise CampaignError(f"{name} was never submitted")
    check_upcoming(campaign.definition, now)
    if _is_same(by, approval.submitted_by):
        raise CampaignError(f"{by} submitted {name}: someone else has to approve it")
    if not is_covered(connection, approval, campaign, premises):
        raise CampaignError(
            f"{name} is not what was submitted: its segment, stage or wording has changed since;"
            " submit it again"
        )
    check_approvable(get_pinned(connection, campaign.definition)[1], campaign.definition, premises)
    if not is_taken_back(connection, campaign.id):
        raise CampaignError(
            f"messages of an earlier version of {name} are still being taken back: try again soon"
        )
    size = _freeze(connection, campaign, premises, now)
    _decide(connection, approval, by, now, approved=True, audience_size=size)
    first = find_first_run(campaign.definition.schedule, now)
    moved = {"next_run_at": first, "hold_reason": ""}
    return _move(connection, campaign, State.SCHEDULED, by, now, verb="approved", **moved)


def reject(
    connection: sa.Connection, name: str, by: str, now: datetime, *, remark: str = ""
) -> Campaign:
    """Return what was submitted to the draft, with a remark. Raises CampaignError."""
    campaign = get_campaign(connection, name, locked=True)
    _require(campaign, State.SUBMITTED)
    approval = find_approval(connection, campaign)
    if approval:
        _decide(connection, approval, by, now, approved=False, remark=remark)
    return_to_draft(connection, campaign, by, now, reason=remark or "rejected")
    return find_campaign(connection, campaign.id)


def pause(connection: sa.Connection, name: str, by: str, now: datetime) -> Campaign:
    """Halt a campaign: from the next mark on nothing of it leaves. Raises CampaignError."""
    campaign = get_campaign(connection, name, locked=True)
    _require(campaign, *RUNNING)
    resumed = {"resumed_state": str(campaign.state)}
    return _move(connection, campaign, State.PAUSED, by, now, verb="paused", **resumed)


def resume(connection: sa.Connection, name: str, by: str, now: datetime) -> Campaign:
    """Let a paused campaign go on, and runs that waited for a person. Raises CampaignError."""
    campaign = get_campaign(connection, name, locked=True)
    held = sa.and_(campaign_runs.c.campaign_id == campaign.id, campaign_runs.c.state == "held")
    released = connection.execute(
        sa.update(campaign_runs).where(held).values(state="released")
    ).rowcount
    if not released:
        _require(campaign, State.PAUSED)
    state = State(campaign.resumed_state) if campaign.state is State.PAUSED else campaign.state
    _require(replace(campaign, state=state), *RUNNING)
    freed = {"resumed_state": "", "hold_reason": ""}
    return _move(connection, campaign, state, by, now, verb="resumed", **freed)


def cancel(connection: sa.Connection, name: str, by: str, now: datetime) -> Campaign:
    """End a campaign: nothing of it leaves any more. Raises CampaignError where it is over."""
    campaign = get_campaign(connection, name, locked=True)
    _require(campaign, *(state for state in State if state not in OVER))
    over = {"next_run_at": None, "hold_reason": ""}
    return _move(connection, campaign, State.CANCELLED, by, now, verb="cancelled", **over)


def _require(campaign: Campaign, *states: State) -> None:
    if campaign.state not in states:
        wanted = " or ".join(states)
        raise CampaignError(f"{campaign.name} is {campaign.state}; for this it has to be {wanted}")


def _is_same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _move(
    connection: sa.Connection,
    campaign: Campaign,
    state: State,
    by: str,
    now: datetime,
    *,
    verb: str,
    **given: Any,
) -> Campaign:
    mine = sa.update(campaigns).where(campaigns.c.id == campaign.id)
    connection.execute(mine.values(state=state, updated_at=now, **given))
    detail = {"version": campaign.version}
    record_action(connection, by, verb, ("campaign", campaign.name), at=now, detail=detail)
    return find_campaign(connection, campaign.id)


def _decide(
    connection: sa.Connection, approval: Approval, by: str, now: datetime, **given: Any
) -> None:
    mine = sa.update(campaign_approvals).where(campaign_approvals.c.id == approval.id)
    connection.execute(mine.values(decided_by=by, decided_at=now, **given))


def _count(connection: sa.Connection, campaign: Campaign, premises: Premises, now: datetime) -> int:
    rule = find_rule(connection, campaign.definition, premises)
    return count_members(connection, rule, premises.make_context(now.date()))


def _freeze(
    connection: sa.Connection, campaign: Campaign, premises: Premises, now: datetime
) -> int:
    """Freeze a one-off audience, and return how many it is. Raises CampaignError over the cap."""
    rule = find_rule(connection, campaign.definition, premises)
    context = premises.make_context(now.date())
    size = count_members(connection, rule, context)
    if not campaign.definition.is_one_off:
        return size
    if size == 0:
        raise CampaignError(f"nobody is in the audience of {campaign.name}")
    if size > campaign.definition.cap:
        cap = campaign.definition.cap
        raise CampaignError(f"the audience is {size:,} members, and the cap is {cap:,}")
    chosen = select_members(rule, context)
    rows = chosen.with_only_columns(sa.literal(campaign.id), *chosen.selected_columns)
    columns = ["campaign_id", "member_id"]
    connection.execute(sa.insert(campaign_audiences).from_select(columns, rows))
    return size
