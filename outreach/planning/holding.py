"""What keeps a run from being planned: an approval that holds no more, or an unusual size."""

from __future__ import annotations

from statistics import median
from typing import Any

import sqlalchemy as sa

from outreach.campaigns import Campaign, Premises, find_approval
from outreach.campaigns.approval import is_covered
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.planning.sources import Source
from outreach.schedule import Recurring
from outreach.tables import campaign_runs

_UNREMARKABLE = 10
"""A run of so few is never too large: twice nothing is nothing."""

_REMEMBERED = 10
_TOO_MANY_TIMES = 2


def has_approval(connection: sa.Connection, campaign: Campaign, premises: Premises) -> bool:
    """Tell whether the approval covers the campaign as it is now."""
    approval = find_approval(connection, campaign)
    approved = approval is not None and bool(approval.approved)
    return approved and is_covered(connection, approval, campaign, premises)


def find_reason_to_hold(
    connection: sa.Connection, campaign: Campaign, run: Any, source: Source
) -> str:
    """Return why a run waits for a person, or nothing; a one-off was counted at its approval.

    A run that is planned again, because dates of members changed, may grow to twice its size.
    """
    if campaign.definition.is_one_off:
        return ""
    query = sa.select(sa.func.count()).select_from(source.rows).where(*source.conditions)
    size = connection.execute(query).scalar_one()
    if size > campaign.definition.cap >= run.planned:
        return f"a run would go to {size:,} members, and the cap is {campaign.definition.cap:,}"
    usual = run.planned or _find_usual_size(connection, campaign)
    if size > _UNREMARKABLE and usual is not None and size > _TOO_MANY_TIMES * usual:
        return f"a run would go to {size:,} members, and usually it is {usual:,.0f}"
    return ""


def _find_usual_size(connection: sa.Connection, campaign: Campaign) -> float | None:
    """Return how large runs were; before the first one, how many its approval was given for.

    None where runs have no usual size: of what happens to members, and of dates of theirs.
    """
    if isinstance(campaign.definition.schedule, OnEvent | OnCaseChange):
        return None
    query = (
        sa.select(campaign_runs.c.planned)
        .where(
            campaign_runs.c.campaign_id == campaign.id,
            campaign_runs.c.state == "planned",
            campaign_runs.c.planned > 0,
        )
        .order_by(campaign_runs.c.id.desc())
        .limit(_REMEMBERED)
    )
    sizes = connection.execute(query).scalars().all()
    if sizes:
        return float(median(sizes))
    if isinstance(campaign.definition.schedule, Recurring):
        approval = find_approval(connection, campaign)
        return approval.audience_size if approval else None
    return None
