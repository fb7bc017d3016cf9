"""``outspoken replies``: what members wrote back, for people to answer."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime

import click

from outreach.actions import record_action
from outreach.replies import list_unhandled, mark_handled
from web.cli.actor import actor_option
from web.cli.settings import read_settings
from web.database import open_database

MOST = 1000


@click.group("replies")
def command() -> None:
    """What members wrote back. STOP, START and HELP are acted on at once, and not listed."""


@command.command("list")
@click.option("--most", type=click.IntRange(1, MOST), default=100, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_replies(most: int, as_json: bool) -> None:
    """Print the replies that wait for a person, the oldest first."""
    with closing(open_database(read_settings())) as database, database.read() as connection:
        found = list_unhandled(connection, most)
    for row in found:
        at = row.received_at
        if as_json:
            names = ("id", "member_id", "message_id", "channel", "address", "sender", "body")
            facts = {name: getattr(row, name) for name in names}
            click.echo(json.dumps({**facts, "received_at": at.isoformat()}, ensure_ascii=False))
        else:
            body = " ".join(row.body.split())
            click.echo(f"{row.id}  {at:%Y-%m-%d %H:%M} UTC  {row.address}  {body}")
    if not found:
        click.echo("No reply waits.", err=True)


@command.command("done")
@click.argument("numbers", metavar="NUMBER...", type=int, nargs=-1, required=True)
@actor_option
def done(numbers: tuple[int, ...], actor: str) -> None:
    """Note that the replies with these numbers were seen to."""
    now = datetime.now(UTC)
    with closing(open_database(read_settings())) as database, database.write() as connection:
        handled = [number for number in numbers if mark_handled(connection, number, now)]
        for number in handled:
            record_action(connection, actor, "handled", ("reply", str(number)), at=now)
    if missing := sorted(set(numbers) - set(handled)):
        listed = ", ".join(str(number) for number in missing)
        raise click.BadParameter(f"no reply waits under {listed}", param_hint="NUMBER")
    click.echo(f"{len(handled)} replies are done.", err=True)
