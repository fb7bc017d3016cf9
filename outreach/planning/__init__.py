"""Planning: campaigns that fall due become runs, and runs become rows of messages."""

from outreach.planning.closing import clear_drafts, close_campaigns
from outreach.planning.expanding import RANGE, expand
from outreach.planning.following import follow_dates
from outreach.planning.outlook import AHEAD_DAYS, Outlook, foresee
from outreach.planning.ticking import find_runs

__all__ = [
    "AHEAD_DAYS",
    "RANGE",
    "Outlook",
    "clear_drafts",
    "close_campaigns",
    "expand",
    "find_runs",
    "follow_dates",
    "foresee",
]
