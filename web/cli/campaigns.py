"""``outspoken campaigns``: make, submit, approve and watch campaigns."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from outreach import campaigns
from outreach.campaigns import (
    DRAFTS,
    Campaign,
    State,
    find_approval,
    get_campaign,
    list_campaigns,
)
from outreach.campaigns.definition import dump_definition
from outreach.campaigns.progress import (
    count_fallbacks,
    count_members,
    count_progress,
    list_runs,
)
from outreach.database import Database
from outreach.errors import CampaignError, ConfigurationError, InvalidError
from outreach.planning import clear_drafts, foresee
from web.campaigns import make_premises
from web.cli.actor import actor_option
from web.cli.explaining import explain_campaign, explain_wordings
from web.cli.settings import read_settings
from web.cli.stop_all import warn_of_stop
from web.cli.watching import (
    describe,
    describe_fallbacks,
    describe_outlook,
    describe_progress,
    watch,
)
from web.config import Settings
from web.database import open_database
from web.outreach import find_entries, list_guests

_LARGEST_FILE = 100_000
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("campaigns")
def command() -> None:
    """Campaigns: who is written to, what, by which channels and when.

    A campaign is made from a file, submitted, and approved by someone else.
    """


@contextmanager
def _opened() -> Iterator[tuple[Settings, Database]]:
    settings = read_settings()
    with closing(open_database(settings)) as database:
        yield settings, database


@command.command("list")
def list_all() -> None:
    """Print every campaign: its state, how many were reached, and its name."""
    with _opened() as (_, database), database.read() as connection:
        warn_of_stop(connection)
        for campaign in list_campaigns(connection):
            progress = count_progress(connection, campaign.id)
            approval = find_approval(connection, campaign)
            reached = progress.sent + progress.delivered
            total = progress.total or (approval.audience_size if approval else 0)
            held = campaign.hold_reason and campaign.state not in DRAFTS
            waits = "  waits for a person" if held else ""
            click.echo(f"{campaign.state:10}  {reached:9,} of {total:9,}  {campaign.name}{waits}")


@command.command("show")
@click.argument("name")
@click.option("--watch", "live", is_flag=True, help="Stay, and show what happens.")
@click.option("--definition", is_flag=True, help="Print the campaign itself, as JSON.")
def show(name: str, live: bool, definition: bool) -> None:
    """Print what a campaign does, how far it has come, and why some members are left out."""
    with _opened() as (settings, database):
        with database.read() as connection:
            warn_of_stop(connection)
            campaign = get_campaign(connection, name)
        if definition:
            data = dump_definition(campaign.definition)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2).encode())
        elif live:
            watch(database, name)
        else:
            click.echo("\n".join(_tell(settings, database, campaign)))


def _tell(settings: Settings, database: Database, campaign: Campaign) -> Iterator[str]:
    now = datetime.now(UTC)
    with database.read() as connection:
        approval = find_approval(connection, campaign)
        progress = count_progress(connection, campaign.id)
        runs = list_runs(connection, campaign.id)
        fallbacks = count_fallbacks(connection, campaign.id)
        members = count_members(connection, campaign.id)
    yield from describe(campaign, approval)
    said = campaign.definition
    if campaign.state is State.DRAFT:  # It will be submitted with the newest.
        said = said.model_copy(update={"template_version": None})
    yield from explain_campaign(said, now)
    if campaign.state in DRAFTS:
        yield from _look_ahead(settings, database, campaign, now)
    if campaign.state not in DRAFTS or progress.total:
        yield from describe_progress(progress, runs, members)
        yield from describe_fallbacks(fallbacks)


def _look_ahead(
    settings: Settings, database: Database, campaign: Campaign, now: datetime
) -> Iterator[str]:
    try:
        with database.read() as connection:
            template = campaigns.get_meant(connection, campaign)
        yield from explain_wordings(template, campaign.definition)
        premises = make_premises(settings, find_entries(settings))
        outlook = foresee(database, campaign, replace(premises, guests=list_guests(settings)), now)
        yield from describe_outlook(outlook, campaign.definition)
    except (InvalidError, ConfigurationError) as error:
        yield f"cannot be submitted yet: {error}"


@command.command("example")
def example() -> None:
    """Print a campaign's file with everything that may stand in it, to begin with."""
    click.echo(files("outreach.campaigns").joinpath("example.toml").read_text("utf-8"), nl=False)


@command.command("create")
@click.argument("file", type=_FILE)
@click.option("--name", help="Another name than the file's own.")
@actor_option
def create(file: Path, name: str | None, actor: str) -> None:
    """Make a campaign of FILE.toml, or change the one of that name: it is a draft again."""
    data = _read(file)
    called = name or data.pop("name", None) or file.stem
    data.pop("name", None)
    definition = campaigns.parse_definition(data)
    with _opened() as (settings, database), database.write() as connection:
        campaigns.check_parts(connection, definition, make_premises(settings))
        saved = campaigns.save_campaign(
            connection, str(called), definition, actor, datetime.now(UTC)
        )
    article = "a " if saved.state is State.DRAFT else ""
    click.echo(f"{saved.name} is {article}{saved.state}, version {saved.version}", err=True)


def _read(file: Path) -> dict[str, Any]:
    if file.stat().st_size > _LARGEST_FILE:
        raise CampaignError(f"{file} is larger than {_LARGEST_FILE // 1000} kB")
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CampaignError(f"{file} is no TOML: {error}") from None


@command.command("submit")
@click.argument("name")
@actor_option
def submit(name: str, actor: str) -> None:
    """Ask for the approval of a campaign, with the newest wording of its template."""
    with _opened() as (settings, database), database.write() as connection:
        premises = make_premises(settings, find_entries(settings))
        campaign = campaigns.submit(connection, name, actor, datetime.now(UTC), premises)
        approval = find_approval(connection, campaign)
    size = approval.audience_size if approval else 0
    click.echo(f"{name} is submitted: {size:,} members now; someone else approves it", err=True)
    click.echo(f'whom it reaches, and whom not: outspoken campaigns show "{name}"', err=True)


@command.command("approve")
@click.argument("name")
@click.option("--watch", "live", is_flag=True, help="Stay, and show what happens.")
@actor_option
def approve(name: str, live: bool, actor: str) -> None:
    """Approve a campaign that someone else submitted; it begins as it is scheduled."""
    with _opened() as (settings, database):
        premises = make_premises(settings, find_entries(settings))
        clear_drafts(database)
        with database.write() as connection:
            campaign = campaigns.approve(connection, name, actor, datetime.now(UTC), premises)
            approval = find_approval(connection, campaign)
        size = approval.audience_size if approval else 0
        click.echo(f"{campaign.name} is {campaign.state}: {size:,} members", err=True)
        if live:
            watch(database, name)


@command.command("reject")
@click.argument("name")
@click.argument("remark")
@actor_option
def reject(name: str, remark: str, actor: str) -> None:
    """Return a submitted campaign to the draft, with a REMARK."""
    with _opened() as (_, database), database.write() as connection:
        _report(campaigns.reject(connection, name, actor, datetime.now(UTC), remark=remark))


def _add_deed(name: str, do: Callable[..., Campaign], summary: str) -> None:
    """Add a command that does one thing to a campaign."""

    @command.command(name, help=summary)
    @click.argument("name")
    @actor_option
    def deed(name: str, actor: str) -> None:
        with _opened() as (_, database), database.write() as connection:
            _report(do(connection, name, actor, datetime.now(UTC)))


_add_deed("pause", campaigns.pause, "Halt a campaign: nothing of it leaves from now on.")
_add_deed("resume", campaigns.resume, "Let a campaign, or a run that waits for a person, go on.")
_add_deed("cancel", campaigns.cancel, "End a campaign for good; what has not left never will.")


def _report(campaign: Campaign) -> None:
    click.echo(f"{campaign.name} is {campaign.state}", err=True)
