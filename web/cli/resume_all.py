"""``outspoken resume-all``."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import click

from outreach.stopping import resume_all
from web.cli.actor import actor_option
from web.cli.settings import read_settings
from web.database import open_database


@click.command("resume-all")
@actor_option
def command(actor: str) -> None:
    """Let messages leave again after `outspoken stop-all`."""
    with closing(open_database(read_settings())) as database:
        changed = resume_all(database, actor, datetime.now(UTC))
    click.echo("Messages leave again." if changed else "Nothing was stopped.")
