"""What keeps a run from being planned: an approval that holds no more, or an unusual size."""

from __future__ import annotations

from datetime import datetime
from statistics import median

import sqlalchemy as sa

from outreach.campaigns import Campaign, Premises, find_approval, return_to_draft
from outreach.campaigns.approval import make_fingerprint
from outreach.errors import InvalidError
from outreach.planning.sources import Source
from outreach.tables import campaign_runs

_UNREMARKABLE = 10
"""A run of so few is never too large: twice nothing is nothing."""

_REMEMBERED = 10
_TOO_MANY_TIMES = 2


def has_approval(
    connection: sa.Connection, campaign: Campaign, now: datetime, premises: Premises
) -> bool:
    """Tell whether the approval covers the campaign as it is now; else return it to the draft."""
    approval = find_approval(connection, campaign)
    try:
        fingerprint = make_fingerprint(connection, campaign.definition, premises)
    except InvalidError:
        fingerprint = ""
    if approval and approval.approved and approval.fingerprint == fingerprint:
        return True
    reason = "its segment, stage or wording has changed since it was approved"
    return_to_draft(connection, campaign, "outspoken", now, reason=reason)
    return False


def find_reason_to_hold(
    connection: sa.Connection, campaign: Campaign, run_id: int, source: Source
) -> str:
    """Return why a run waits for a person, or nothing; a one-off was counted at its approval."""
    if campaign.definition.is_one_off:
        return ""
    query = sa.select(sa.func.count()).select_from(source.rows).where(*source.conditions)
    size = connection.execute(query).scalar_one()
    if size > campaign.definition.cap:
        return f"a run would go to {size:,} members, and the cap is {campaign.definition.cap:,}"
    usual = _find_usual_size(connection, campaign, run_id)
    if size > _UNREMARKABLE and usual is not None and size > _TOO_MANY_TIMES * usual:
        return f"a run would go to {size:,} members, and usually it is {usual:,.0f}"
    return ""


def _find_usual_size(connection: sa.Connection, campaign: Campaign, run_id: int) -> float | None:
    query = (
        sa.select(campaign_runs.c.planned)
        .where(
            campaign_runs.c.campaign_id == campaign.id,
            campaign_runs.c.state == "planned",
            campaign_runs.c.id != run_id,
            campaign_runs.c.planned > 0,
        )
        .order_by(campaign_runs.c.id.desc())
        .limit(_REMEMBERED)
    )
    sizes = connection.execute(query).scalars().all()
    return median(sizes) if sizes else None
