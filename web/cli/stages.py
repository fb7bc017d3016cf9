"""``outspoken stages``: who is in which stage of life, and why."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import click

from outreach.lifecycle import (
    Explanation,
    count_stages,
    explain_stages,
    load_stages,
    read_starter,
)
from web.cli.settings import read_settings
from web.database import open_database

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("stages")
def command() -> None:
    """Stages of life: rules over members, in the file that OUTSPOKEN_STAGES names."""


@command.command("list")
@click.option("--file", type=_FILE, help="Stages of this file instead.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="On this day instead of today.")
def list_stages(file: Path | None, as_of: datetime | None) -> None:
    """Print every stage and how many members are in it."""
    settings = read_settings()
    stages = load_stages(file or settings.stages)
    with closing(open_database(settings)) as database, database.read() as connection:
        counts = count_stages(connection, stages, _find_day(as_of))
    for name, stage in stages.items():
        click.echo(f"{name:24}  {counts[name]:10,}  {stage.title}")


@command.command("starter")
def print_starter() -> None:
    """Print the starter set as TOML: to be changed, and named in OUTSPOKEN_STAGES."""
    click.echo(read_starter(), nl=False)


@command.command("explain")
@click.argument("member")
@click.option("--file", type=_FILE, help="Stages of this file instead.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="On this day instead of today.")
def explain(member: str, file: Path | None, as_of: datetime | None) -> None:
    """Print which stages MEMBER (a reference) is in, rule by rule."""
    settings = read_settings()
    stages = load_stages(file or settings.stages)
    with closing(open_database(settings)) as database, database.read() as connection:
        for explanation in explain_stages(connection, member, stages, _find_day(as_of)):
            _print(explanation)


def _print(explanation: Explanation) -> None:
    click.echo(f"{'in' if explanation.holds else 'not in':6}  {explanation.stage.name}")
    for reason in explanation.reasons:
        mark = "yes" if reason.holds else "no"
        click.echo(f"        {'  ' * reason.depth}{reason.text}: {mark}")


def _find_day(given: datetime | None) -> date:
    return (given or datetime.now(UTC)).date()
