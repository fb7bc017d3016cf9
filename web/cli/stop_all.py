"""``outspoken stop-all``."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import click
import sqlalchemy as sa

from outreach.stopping import describe_stop, stop_all
from web.cli.actor import actor_option
from web.cli.settings import read_settings
from web.database import open_database


@click.command("stop-all")
@click.option("--reason", default="", help="Why; kept with who did it.")
@actor_option
def command(reason: str, actor: str) -> None:
    """Stop all sending, on all machines, within a second. `outspoken resume-all` lifts it.

    What a carrier has taken cannot be called back. What waits keeps waiting, and may expire.
    """
    with closing(open_database(read_settings())) as database:
        changed = stop_all(database, actor, datetime.now(UTC), reason)
        with database.read() as connection:
            line = describe_stop(connection)
    click.echo("All sending is stopped." if changed or not line else line)


def warn_of_stop(connection: sa.Connection) -> None:
    """Say on standard error that all sending is stopped, where it is."""
    line = describe_stop(connection)
    if line:
        click.echo(line, err=True)
