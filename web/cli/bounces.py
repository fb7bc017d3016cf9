"""``outspoken bounces``: reports of undeliverable mail that lie in a mailbox."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from outreach.bounces import Bounces
from outreach.bounces.mailbox import read_mailbox
from web.answering import build_answering
from web.cli.settings import read_settings
from web.database import open_database
from web.outreach import find_entries


@click.group("bounces")
def command() -> None:
    """Reports of mail that could not be delivered. The service takes them on a port as well."""


@command.command("read")
@click.argument("mailbox", type=click.Path(exists=True, path_type=Path))
def read(mailbox: Path) -> None:
    """Act on all mails in MAILBOX, an mbox file or a Maildir folder, and take them out of it."""
    settings = read_settings()
    entries = find_entries(settings)
    with closing(open_database(settings)) as database:
        optouts = build_answering(settings, database, entries).optouts
        found = read_mailbox(Bounces(database, optouts), mailbox, datetime.now(UTC))
    click.echo(f"{found} of our mails came back.", err=True)
