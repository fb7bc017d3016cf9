"""``outspoken cases``: members' cases and their statuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from outreach.database import Database
from outreach.imports import Observer, Options, Outcome, import_case_wordings, import_cases
from web.cli.importing import Order, import_options, run_import
from web.config import Settings


@click.group("cases")
def command() -> None:
    """Cases of members: kind, status, since when, next step, expected date."""


@command.command("import")
@import_options
def import_(**given: Any) -> None:
    """Import cases as they stand now from FILE, a CSV or xlsx file.

    Columns: reference, member, kind, status, and if known since, next_step, expected_on. A case
    that has another status than before may start messages that wait for it.
    """
    run_import(Order(**given), "cases", _import)


def _import(
    database: Database, settings: Settings, path: Path, options: Options, observer: Observer
) -> Outcome:
    return import_cases(database, path, options, observer)


@command.command("wordings")
@import_options
def wordings(**given: Any) -> None:
    """Import what statuses and next steps are called from FILE: kind, term, locale, wording.

    A term without a kind is of every kind that has no wording of its own.
    """
    run_import(Order(**given), "case wordings", _import_wordings)


def _import_wordings(
    database: Database, settings: Settings, path: Path, options: Options, observer: Observer
) -> Outcome:
    return import_case_wordings(database, path, options, observer)
