"""Campaigns: who is written to, what, by which channels and when; and who allowed it.

A campaign is data. Whoever submits it does not approve it; an approval covers the very wordings,
rule, schedule and caps that it was given for, and any change returns the campaign to the draft.
"""

from outreach.campaigns.approval import (
    Approval,
    Premises,
    check_parts,
    find_approval,
    find_first_approval,
    find_rule,
    get_meant,
    get_pinned,
)
from outreach.campaigns.definition import PERSON, Definition, parse_definition
from outreach.campaigns.life import approve, cancel, pause, reject, resume, submit
from outreach.campaigns.sending import rules_of
from outreach.campaigns.states import ALIVE, DRAFTS, OVER, RUNNING, State
from outreach.campaigns.store import (
    Campaign,
    find_campaign,
    get_campaign,
    list_campaigns,
    return_to_draft,
    save_campaign,
)
from outreach.campaigns.taking_back import is_taken_back, take_back
from outreach.campaigns.withdrawing import withdraw, withdraw_changed

__all__ = [
    "ALIVE",
    "DRAFTS",
    "OVER",
    "PERSON",
    "RUNNING",
    "Approval",
    "Campaign",
    "Definition",
    "Premises",
    "State",
    "approve",
    "cancel",
    "check_parts",
    "find_approval",
    "find_campaign",
    "find_first_approval",
    "find_rule",
    "get_campaign",
    "get_meant",
    "get_pinned",
    "is_taken_back",
    "list_campaigns",
    "parse_definition",
    "pause",
    "reject",
    "resume",
    "return_to_draft",
    "rules_of",
    "save_campaign",
    "submit",
    "take_back",
    "withdraw",
    "withdraw_changed",
]
