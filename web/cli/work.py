"""``outspoken work``: the list of members whom a person has to reach."""

from __future__ import annotations

import io
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from narration.errors import StorageError
from outreach.work import Letters, WorkItem, close_work, export_work, list_work, note_exported
from web.answering import build_links
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
@click.option("--closed", is_flag=True, help="What is done, with its outcome.")
def list_items(campaign: str | None, closed: bool) -> None:
    """Print the open items: number, member, language, needs, reason, campaign.

    Closed ones are followed by when and by whom they were closed, and the outcome.
    """
    opened = closing(open_database(read_settings()))
    with opened as database, database.read() as connection:
        for item in list_work(connection, campaign, closed=closed):
            click.echo(_describe(item))


def _describe(item: WorkItem) -> str:
    needs = ",".join(item.needs) or "-"
    line = (
        f"{item.id:6}  {item.reference:20}  {item.language:8}  {needs:18}"
        f"  {item.reason:16}  {item.campaign or '-'}"
    )
    if item.closed_at is None:
        return line
    closed = item.closed_at.isoformat(timespec="minutes")
    return f"{line}  {closed}  {item.closed_by}  {item.outcome}"


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_campaign
@actor_option
def export(file: Path, campaign: str | None, actor: str) -> None:
    """Write the open items to FILE (CSV), for letters or visits.

    A letter is read out at its listen_link, or to whoever types its listen_code; the QR codes lie
    in the folder FILE-qr beside it.
    """
    check_output(file)
    content = io.StringIO(newline="")
    settings = read_settings()
    with closing(open_database(settings)) as database:
        letters = Letters(build_links(settings, database), _name_folder(file))
        try:
            numbers = export_work(database, content, letters, campaign)
        except OSError as error:
            raise StorageError(f"{letters.folder} cannot be written: {error.strerror}") from error
        write_whole(file, content.getvalue().encode("utf-8-sig"), mode=0o600)
        with database.write() as connection:
            note_exported(connection, numbers, actor, datetime.now(UTC), campaign)
    click.echo(f"{len(numbers)} items written to {file}", err=True)


def _name_folder(file: Path) -> Path:
    """Return the folder of QR codes: beside the file, or here where that is a pipe or a device."""
    written = file if file.is_file() or not file.exists() else Path(file.name)
    return written.with_name(f"{file.stem}-qr")


@command.command("close")
@click.argument("item", type=int)
@click.argument("outcome")
@actor_option
def close(item: int, outcome: str, actor: str) -> None:
    """Close ITEM with its OUTCOME, such as "letter sent" or "visited"."""
    opened = closing(open_database(read_settings()))
    with opened as database, database.write() as connection:
        close_work(connection, item, outcome, actor, datetime.now(UTC))
