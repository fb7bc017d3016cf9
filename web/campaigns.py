"""Campaigns put together as the settings say: for the worker and for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from outreach.campaigns import Premises
from outreach.database import Database
from outreach.demo import fill
from outreach.lifecycle import load_stages
from outreach.modes import Mode
from outreach.planning import expand
from outreach.providers.configuration import Entry, TwilioEntry
from outreach.steps import advance
from web.config import Settings


def make_premises(settings: Settings, entries: Sequence[Entry] | None = None) -> Premises:
    """Return what campaigns are judged by: for an approval, with the providers that there are.

    Raises StageError for the operator's file.
    """
    return Premises(
        load_stages(settings.stages),
        real_carriers=Mode(settings.mode) is not Mode.DEMO,
        channels=None if entries is None else frozenset(entry.channel for entry in entries),
        one_way=any(
            isinstance(entry, TwilioEntry) and not entry.can_receive for entry in entries or ()
        ),
        senders={entry.channel: entry.senders for entry in reversed(entries or ())},
        values={
            "institution": settings.institution_name,
            "institution_phone": settings.institution_phone,
        },
    )


class Planning:
    """The worker's jobs for campaigns; stages are read each time: an edit counts at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def expand(self, database: Database, run_id: int, now: datetime) -> None:
        """Plan a run."""
        expand(database, run_id, now, make_premises(self._settings))

    def fill_demo(self, database: Database, now: datetime) -> None:
        """Make up members and a campaign, in a demonstration that has none."""
        count = self._settings.demo_members
        if count and Mode(self._settings.mode) is Mode.DEMO:
            fill(database, now, make_premises(self._settings), count)

    def advance(self, database: Database, now: datetime) -> None:
        """Plan what follows a step that did not reach a member."""
        advance(database, now, make_premises(self._settings))
