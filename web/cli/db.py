"""``outspoken db``: upgrade, check."""

from __future__ import annotations

from contextlib import closing

import click

from outreach import migrations
from web.cli.settings import read_settings
from web.database import connect


@click.group("db")
def command() -> None:
    """The database of members and messages; OUTSPOKEN_DATABASE_URL says where it is."""


@command.command("upgrade")
def upgrade() -> None:
    """Make the tables, or bring them up to date. Take a backup first."""
    with closing(connect(read_settings())) as database:
        migrations.upgrade(database)
    click.echo("The database is up to date.", err=True)


@command.command("check")
def check() -> None:
    """Compare the tables with those that the program works with; change nothing."""
    with closing(connect(read_settings())) as database:
        migrations.check(database)
    click.echo("The tables are as they should be.", err=True)
