"""A campaign as it goes on: in words, and live on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import click
from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from outreach.campaigns import DRAFTS, OVER, Approval, Campaign, Definition, get_campaign
from outreach.campaigns.progress import Progress, Run, count_progress, list_runs
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.database import Database
from outreach.planning import AHEAD_DAYS, Outlook
from outreach.schedule import RelativeToDate
from outreach.stopping import describe_stop

_SECONDS = 0.5
_SHOWN = 6
_GROUPS = ("waiting", "underway", "sent", "delivered", "failed", "cancelled")


def describe(campaign: Campaign, approval: Approval | None) -> Iterator[str]:
    """Yield the lines that tell where a campaign stands, and by whom."""
    yield f"{campaign.name}: {campaign.state}, version {campaign.version}"
    if campaign.hold_reason:
        yield _explain_hold(campaign)
    if approval:
        yield f"submitted by {approval.submitted_by}, {approval.audience_size:,} members"
        if approval.decided_by:
            verb = "approved" if approval.approved else "rejected"
            void = approval.approved and campaign.state in DRAFTS
            yield f"{verb} by {approval.decided_by}" + (", which holds no more" if void else "")
    if campaign.next_run_at:
        yield f"next run planned at {campaign.next_run_at:%Y-%m-%d %H:%M} UTC"


def _explain_hold(campaign: Campaign) -> str:
    if campaign.state in DRAFTS:
        return f"returned: {campaign.hold_reason}"
    return f"waits for a person, to resume or cancel it: {campaign.hold_reason}"


def describe_progress(progress: Progress, runs: Sequence[Run], members: int) -> Iterator[str]:
    """Yield the lines that tell how far a campaign has come: in messages, to so many members."""
    for run in runs:
        facts = f"{run.planned:,} planned, {run.left_out:,} left out"
        yield f"run {run.occurrence or 'once'}: {run.state}, {facts}"
    yield f"messages, to {members:,} members:"
    for name in _GROUPS:
        yield f"  {name:10} {getattr(progress, name):10,}"
    if progress.work:
        yield f"  {'for people':10} {progress.work:10,}"
    if progress.next_due_at:
        yield f"next due at {progress.next_due_at:%Y-%m-%d %H:%M} UTC"
    for reason, count in progress.reasons.items():
        yield f"left out or failed: {reason} {count:,}"


def describe_fallbacks(fallbacks: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """Yield who is written to in another language than their own."""
    for (language, locale), count in sorted(fallbacks.items()):
        yield f"in another language: {language} gets {locale}, {count:,}"


def describe_outlook(outlook: Outlook, definition: Definition) -> Iterator[str]:
    """Yield whom a campaign would reach, and whom not."""
    reached = ", ".join(f"{count:,} by {way}" for way, count in sorted(outlook.reached.items()))
    yield f"{_name_audience(definition)}: {reached or 'nobody is reached'}"
    for reason, count in outlook.left_out.most_common():
        yield f"would be left out: {reason} {count:,}"
    for language, count in sorted(outlook.wordless.items()):
        yield f"no wording for: {language} {count:,} (translate it, or declare a fallback)"
    yield from describe_fallbacks(outlook.fallbacks)
    if definition.frequency:
        yield "not counted: who has had as many messages as frequency allows (frequency-cap)"
    if outlook.unread:
        yield (
            f"not looked at: the values of {outlook.unread:,} members, of whom some may be left out"
            " as missing-value"
        )


def _name_audience(definition: Definition) -> str:
    match definition.schedule:
        case RelativeToDate():
            return f"of those whose date is due within {AHEAD_DAYS} days"
        case OnEvent() | OnCaseChange():
            return "if it happened to its whole audience now"
    return "if it were sent now"


def watch(database: Database, name: str) -> None:
    """Show a campaign until it is over, or the user has seen enough (Ctrl-C).

    Into a file or a pipe each change is a line.
    """
    console = Console()
    if not console.is_terminal:
        _follow(database, name)
        return
    with Live(console=console, refresh_per_second=4) as live:
        for sight in _look(database, name):
            drawn = _draw(sight)
            live.update(Group(Text(sight.stop, "bold red"), drawn) if sight.stop else drawn)


def _follow(database: Database, name: str) -> None:
    written = ""
    for sight in _look(database, name):
        line = _write_line(sight)
        if line != written:
            click.echo(line)
            sys.stdout.flush()
        written = line


@dataclass(frozen=True, slots=True)
class _Sight:
    campaign: Campaign
    progress: Progress
    runs: Sequence[Run]
    stop: str | None


def _look(database: Database, name: str) -> Iterator[_Sight]:
    """Yield how a campaign stands, again and again, until nothing more of it leaves."""
    while True:
        started = time.monotonic()
        with database.read() as connection:
            campaign = get_campaign(connection, name)
            progress = count_progress(connection, campaign.id)
            runs = list_runs(connection, campaign.id, 1)
            stop = describe_stop(connection)
        yield _Sight(campaign, progress, runs, stop)
        if campaign.state in OVER:
            return
        # Of a million messages the counting itself takes a while.
        time.sleep(max(_SECONDS, time.monotonic() - started))


def _write_line(sight: _Sight) -> str:
    counts = (f"{name} {getattr(sight.progress, name):,}" for name in _GROUPS)
    line = f"{sight.campaign.name}: {sight.campaign.state}; {', '.join(counts)}"
    return f"{line}; {sight.stop}" if sight.stop else line


def _draw(sight: _Sight) -> Group:
    campaign, progress, runs = sight.campaign, sight.progress, sight.runs
    done = progress.sent + progress.delivered + progress.over
    title = Text.assemble((campaign.name, "bold"), f"  {campaign.state}")
    if runs and runs[0].state == "planning":
        title.append(f"  planning, {runs[0].planned:,} so far")
    bar = Table.grid(padding=(0, 2))
    whole = ProgressBar(total=max(progress.total, 1), completed=done, width=40)
    bar.add_row(whole, f"{done:,} of {progress.total:,}")
    table = Table.grid(padding=(0, 2))
    for name in _GROUPS:
        table.add_row(name, Text(f"{getattr(progress, name):,}", justify="right"))
    for reason, count in list(progress.reasons.items())[:_SHOWN]:
        table.add_row(Text(f"  {reason}", style="dim"), Text(f"{count:,}", justify="right"))
    return Group(title, bar, table)
