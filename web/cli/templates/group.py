"""What all commands about templates share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import click

from outreach.database import Database
from web.cli.settings import read_settings
from web.database import open_database


@click.group("templates")
def command() -> None:
    """Templates and their wordings, by channel and language."""


@contextmanager
def open_templates() -> Iterator[Database]:
    """Open the database of the settings."""
    with closing(open_database(read_settings())) as database:
        yield database
