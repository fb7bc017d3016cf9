"""``outspoken work``: the list of members whom a person has to reach."""

from __future__ import annotations

import io
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from outreach.work import close_work, export_work, list_work
from web.cli.actor import actor_option
from web.cli.output import check_output, write_whole
from web.cli.settings import read_settings
from web.database import open_database

_campaign = click.option("--campaign", help="Only what this campaign left.")


@click.group("work")
def command() -> None:
    """Work for people: members whom no channel reaches."""


@command.command("list")
@_campaign
def list_items(campaign: str | None) -> None:
    """Print the open items: number, member, language, needs, reason, campaign."""
    opened = closing(open_database(read_settings()))
    with opened as database, database.read() as connection:
        for item in list_work(connection, campaign):
            needs = ",".join(item.needs) or "-"
            click.echo(
                f"{item.id:6}  {item.reference:20}  {item.language:8}  {needs:18}"
                f"  {item.reason:16}  {item.campaign or '-'}"
            )


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_campaign
@actor_option
def export(file: Path, campaign: str | None, actor: str) -> None:
    """Write the open items to FILE (CSV), for letters or visits."""
    check_output(file)
    content = io.StringIO(newline="")
    opened = closing(open_database(read_settings()))
    with opened as database, database.write() as connection:
        count = export_work(connection, content, actor, datetime.now(UTC), campaign)
        write_whole(file, content.getvalue().encode("utf-8-sig"))
    click.echo(f"{count} items written to {file}", err=True)


@command.command("close")
@click.argument("item", type=int)
@click.argument("outcome")
@actor_option
def close(item: int, outcome: str, actor: str) -> None:
    """Close ITEM with its OUTCOME, such as "letter sent" or "visited"."""
    opened = closing(open_database(read_settings()))
    with opened as database, database.write() as connection:
        close_work(connection, item, outcome, actor, datetime.now(UTC))
