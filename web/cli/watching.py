"""A campaign as it goes on: in words, and live on a terminal."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from outreach.campaigns import OVER, Approval, Campaign, get_campaign
from outreach.campaigns.progress import Progress, Run, count_progress, list_runs
from outreach.database import Database

_SECONDS = 0.5
_SHOWN = 6


def describe(
    campaign: Campaign, approval: Approval | None, progress: Progress, runs: Sequence[Run]
) -> Iterator[str]:
    """Yield the lines that tell of a campaign."""
    yield f"{campaign.name}: {campaign.state}, version {campaign.version}"
    if campaign.hold_reason:
        yield f"waits for a person: {campaign.hold_reason}"
    if approval:
        yield f"submitted by {approval.submitted_by}, {approval.audience_size:,} members"
        if approval.decided_by:
            verb = "approved" if approval.approved else "rejected"
            yield f"{verb} by {approval.decided_by}"
    if campaign.next_run_at:
        yield f"next run planned at {campaign.next_run_at:%Y-%m-%d %H:%M} UTC"
    for run in runs:
        facts = f"{run.planned:,} planned, {run.left_out:,} left out"
        yield f"run {run.occurrence or 'once'}: {run.state}, {facts}"
    yield from _count(progress)


def _count(progress: Progress) -> Iterator[str]:
    for name in ("waiting", "underway", "sent", "delivered", "failed"):
        yield f"  {name:10} {getattr(progress, name):10,}"
    if progress.work:
        yield f"  {'for people':10} {progress.work:10,}"
    if progress.next_due_at:
        yield f"next due at {progress.next_due_at:%Y-%m-%d %H:%M} UTC"
    for reason, count in progress.reasons.items():
        yield f"left out or failed: {reason} {count:,}"
    for (language, locale), count in progress.fallbacks.items():
        yield f"in another language: {language} gets {locale}, {count:,}"


def watch(database: Database, name: str) -> None:
    """Show a campaign until it is over, or the user has seen enough (Ctrl-C)."""
    console = Console()
    with Live(console=console, refresh_per_second=4) as live:
        while True:
            with database.read() as connection:
                campaign = get_campaign(connection, name)
                progress = count_progress(connection, campaign.id)
                runs = list_runs(connection, campaign.id, 1)
            live.update(_draw(campaign, progress, runs))
            if campaign.state in OVER or not console.is_terminal:
                return
            time.sleep(_SECONDS)


def _draw(campaign: Campaign, progress: Progress, runs: Sequence[Run]) -> Group:
    done = progress.sent + progress.delivered + progress.failed
    title = Text.assemble((campaign.name, "bold"), f"  {campaign.state}")
    if runs and runs[0].state == "planning":
        title.append(f"  planning, {runs[0].planned:,} so far")
    bar = Table.grid(padding=(0, 2))
    whole = ProgressBar(total=max(progress.total, 1), completed=done, width=40)
    bar.add_row(whole, f"{done:,} of {progress.total:,}")
    table = Table.grid(padding=(0, 2))
    for name in ("waiting", "underway", "sent", "delivered", "failed"):
        table.add_row(name, Text(f"{getattr(progress, name):,}", justify="right"))
    for reason, count in list(progress.reasons.items())[:_SHOWN]:
        table.add_row(Text(f"  {reason}", style="dim"), Text(f"{count:,}", justify="right"))
    return Group(title, bar, table)
