"""What campaigns ask of the moment of sending: see `outreach.dispatch.recheck`."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from outreach.campaigns.definition import Definition, parse_definition
from outreach.dispatch.frequency import Frequency
from outreach.dispatch.recheck import Rules
from outreach.tables import campaign_versions, campaigns


def rules_of(connection: sa.Connection, campaign_ids: set[int]) -> Mapping[int, Rules]:
    """Return the rules of campaigns by their number."""
    query = (
        sa.select(campaigns.c.id, campaign_versions.c.definition)
        .join(campaign_versions, campaign_versions.c.campaign_id == campaigns.c.id)
        .where(campaigns.c.id.in_(campaign_ids), campaign_versions.c.number == campaigns.c.version)
    )
    rows = connection.execute(query)
    return {number: _make_rules(parse_definition(definition)) for number, definition in rows}


def _make_rules(definition: Definition) -> Rules:
    cap = definition.frequency
    frequency = Frequency(cap.count, cap.days) if cap else None
    return Rules(definition.sending_hours, frequency, definition.expires_at)
