"""``outspoken stop-all``."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import click

from outreach.stopping import stop_all
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
    click.echo("All sending is stopped." if changed else "All sending was stopped already.")
