"""``outspoken segments``: sets of members by rule, counted and looked at before they are used."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa

from outreach.errors import SegmentError
from outreach.lifecycle import load_stages, make_context
from outreach.segments import (
    Context,
    Rule,
    check_names,
    count_members,
    dump_rule,
    find_unheard_of,
    get_segment,
    list_segments,
    parse_rule,
    sample_members,
    save_segment,
)
from web.cli.actor import actor_option
from web.cli.settings import read_settings
from web.cli.withdrawing import withdraw_campaigns
from web.database import open_database

_LARGEST_RULE = 100_000
_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.group("segments")
def command() -> None:
    """Segments: who a campaign goes to, by rule. A rule is a JSON file; - is standard input."""


@contextmanager
def _opened(writes: bool = False) -> Iterator[tuple[sa.Connection, Context]]:
    settings = read_settings()
    context = make_context(load_stages(settings.stages), datetime.now(UTC).date())
    opened = closing(open_database(settings))
    with opened as database, database.write() if writes else database.read() as connection:
        yield connection, context


@command.command("list")
def list_all() -> None:
    """Print every segment: how many members are in it now, and its name."""
    with _opened() as (connection, context):
        for name, rule in list_segments(connection).items():
            click.echo(f"{count_members(connection, rule, context):10,}  {name}")


@command.command("show")
@click.argument("name")
def show(name: str) -> None:
    """Print the rule of a segment, as JSON."""
    with _opened() as (connection, _):
        rule = get_segment(connection, name)
    click.echo(json.dumps(dump_rule(rule), ensure_ascii=False, indent=2).encode())


@command.command("save")
@click.argument("name")
@click.argument("file", type=_FILE)
@actor_option
def save(name: str, file: Path, actor: str) -> None:
    """Keep the rule in FILE as segment NAME, and print how many members are in it."""
    rule = _read(file)
    with _opened(writes=True) as (connection, context):
        check_names(connection, rule, context.stages)
        now = datetime.now(UTC)
        save_segment(connection, name, rule, actor, now)
        withdraw_campaigns(connection, read_settings(), actor, now)
        click.echo(f"{count_members(connection, rule, context):,}")
        _point_out(connection, rule)


def _point_out(connection: sa.Connection, rule: Rule | None) -> None:
    for named in find_unheard_of(connection, rule):
        click.echo(f"Note: no member has {named}; is it spelt right?", err=True)


def _takes_rule(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the name of a segment, or a file with a rule that is not kept yet."""
    by_file = click.option("--rule", "file", type=_FILE, help="A rule that is not kept yet.")
    return click.argument("name", required=False)(by_file(function))


@command.command("count")
@_takes_rule
def count(name: str | None, file: Path | None) -> None:
    """Print how many members are in a segment."""
    with _opened() as (connection, context):
        rule = _find(connection, context, name, file)
        click.echo(f"{count_members(connection, rule, context)}")
        _point_out(connection, rule)


@command.command("sample")
@_takes_rule
@click.option("--size", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--seed", type=int, default=0, help="Another seed, other members.")
def sample(name: str | None, file: Path | None, size: int, seed: int) -> None:
    """Print the references of some members of a segment, from all over it."""
    with _opened() as (connection, context):
        rule = _find(connection, context, name, file)
        for reference in sample_members(connection, rule, context, size, seed):
            click.echo(reference)


def _find(
    connection: sa.Connection, context: Context, name: str | None, file: Path | None
) -> Rule | None:
    if (name is None) == (file is None):
        raise click.UsageError("name a segment, or give a rule: --rule FILE.json")
    if name is not None:
        return get_segment(connection, name)
    rule = _read(file) if file else None
    check_names(connection, rule, context.stages)
    return rule


def _read(file: Path) -> Rule | None:
    with click.open_file(str(file), encoding="utf-8") as stream:
        try:
            data: Any = json.loads(stream.read(_LARGEST_RULE))
        except (ValueError, RecursionError) as error:
            raise SegmentError(f"{file} holds no JSON: {error}") from None
    return parse_rule(data)
