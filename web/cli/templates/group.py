"""What all commands about templates share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

import click

from outreach.database import Database
from outreach.links import LinkTerms, MessageLinks
from web.answering import tell_time
from web.cli.settings import read_settings
from web.config import Settings
from web.database import open_database


@click.group("templates")
def command() -> None:
    """Templates and their wordings, by channel and language."""


@contextmanager
def open_templates() -> Iterator[Database]:
    """Open the database of the settings."""
    with closing(open_database(read_settings())) as database:
        yield database


def find_known(settings: Settings, database: Database) -> Mapping[str, str]:
    """Return what every message of the installation is given; its links lead nowhere."""
    terms = LinkTerms(settings.reached_at, settings.listen_check, settings.listen_days)
    return {
        "institution": settings.institution_name,
        "institution_phone": settings.institution_phone,
        **MessageLinks(database, "samples", terms, tell_time).show_samples(),
    }
