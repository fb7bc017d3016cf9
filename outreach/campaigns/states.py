"""The life of a campaign: draft → submitted → scheduled → sending → finished.

It is scheduled by the approval of someone else than who submitted it. Pause, resume and cancel
are possible at any moment in between, and any change returns it to the draft.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a campaign stands; its messages leave while it is scheduled or sending."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SCHEDULED = "scheduled"  # Approved; nothing is planned yet.
    SENDING = "sending"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


DRAFTS = frozenset({State.DRAFT, State.SUBMITTED})
"""Not approved yet, or not any more."""

CHANGEABLE = DRAFTS | {State.SCHEDULED, State.PAUSED}
RUNNING = frozenset({State.SCHEDULED, State.SENDING})
ALIVE = RUNNING | {State.PAUSED}
"""Their runs are planned; what is planned while one is paused waits for it."""

OVER = frozenset({State.FINISHED, State.CANCELLED})
