"""``outspoken events``: life events of members."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from outreach.database import Database
from outreach.imports import Observer, Options, Outcome, import_events
from web.cli.importing import Order, import_options, run_import
from web.config import Settings


@click.group("events")
def command() -> None:
    """Life events: what happened, or is to happen, in members' lives."""


@command.command("import")
@import_options
def import_(**given: Any) -> None:
    """Import life events from FILE, a CSV or xlsx file: reference, type, date.

    The type is a word such as birth, job_loss or retirement. An event that is known already
    changes nothing; a new one may start messages that wait for it.
    """
    run_import(Order(**given), "events", _import)


def _import(
    database: Database, settings: Settings, path: Path, options: Options, observer: Observer
) -> Outcome:
    return import_events(database, path, options, observer)
