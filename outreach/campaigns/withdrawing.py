"""Approvals that hold no more, because what they were given for has become something else."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from outreach.campaigns.approval import Premises, find_approval, is_covered
from outreach.campaigns.states import ALIVE, State
from outreach.campaigns.store import Campaign, find_campaign, list_campaigns, return_to_draft

_JUDGED = ALIVE | {State.SUBMITTED}
_REASON = "its segment, stage or wording has changed since it was submitted"


def withdraw_changed(
    connection: sa.Connection, premises: Premises, by: str, now: datetime
) -> list[Campaign]:
    """Return to the draft whatever is not any more what was submitted; return those, as they were.

    Whoever saves a template or a segment calls this in the same transaction.
    """
    known = list_campaigns(connection, [str(state) for state in _JUDGED])
    withdrawn = []
    for each in (each for each in known if not _is_covered(connection, each, premises)):
        campaign = find_campaign(connection, each.id, locked=True)
        if campaign.state in _JUDGED and not _is_covered(connection, campaign, premises):
            withdraw(connection, campaign, by, now)
            withdrawn.append(campaign)
    return withdrawn


def withdraw(connection: sa.Connection, campaign: Campaign, by: str, now: datetime) -> None:
    """Return a campaign, which the caller has locked, to the draft: it was meant otherwise."""
    return_to_draft(connection, campaign, by, now, reason=_REASON)


def _is_covered(connection: sa.Connection, campaign: Campaign, premises: Premises) -> bool:
    return is_covered(connection, find_approval(connection, campaign), campaign, premises)
