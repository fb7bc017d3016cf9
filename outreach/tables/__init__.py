"""Every table, one module a concept. A change here needs a migration: `outspoken db check`."""

from outreach.tables.campaigns import (
    campaign_approvals,
    campaign_audiences,
    campaign_runs,
    campaign_versions,
    campaigns,
    segments,
)
from outreach.tables.cases import case_changes, case_wordings, cases
from outreach.tables.columns import metadata
from outreach.tables.consents import consent_changes, consents, suppressions
from outreach.tables.members import life_events, members
from outreach.tables.messages import attempts, is_queued, is_unsettled, messages, receipts
from outreach.tables.responses import listen_links, replies, work_items
from outreach.tables.sending import (
    actions,
    installation,
    leases,
    provider_rests,
    sender_rates,
    switches,
)
from outreach.tables.templates import template_versions, templates, wordings

__all__ = [
    "actions",
    "attempts",
    "campaign_approvals",
    "campaign_audiences",
    "campaign_runs",
    "campaign_versions",
    "campaigns",
    "case_changes",
    "case_wordings",
    "cases",
    "consent_changes",
    "consents",
    "installation",
    "is_queued",
    "is_unsettled",
    "leases",
    "life_events",
    "listen_links",
    "members",
    "messages",
    "metadata",
    "provider_rests",
    "receipts",
    "replies",
    "segments",
    "sender_rates",
    "suppressions",
    "switches",
    "template_versions",
    "templates",
    "wordings",
    "work_items",
]
