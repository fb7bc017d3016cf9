"""``outspoken members``: import, export, show, erase, readmit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from outreach.actions import record_action
from outreach.addresses import get_hasher
from outreach.database import Database
from outreach.disclosure import disclose
from outreach.erasure import Eraser
from outreach.exports import export_members
from outreach.imports import Observer, Options, Outcome, import_members
from outreach.members import get_member
from outreach.optouts import OptOuts
from web.answering import open_journal
from web.cli import FAILED
from web.cli.actor import actor_option
from web.cli.importing import Order, import_options, run_import
from web.cli.output import write_whole
from web.cli.settings import read_settings
from web.config import Settings
from web.database import get_institution, open_database

_SHOWN = 20
"""Facts of a kind that a terminal is shown."""


@click.group("members")
def command() -> None:
    """Members: the people and employers whom messages are about."""


@command.command("import")
@import_options
def import_(**given: Any) -> None:
    """Import members from FILE, a CSV or xlsx file: new ones, and changes of known ones.

    The first line names the columns, in any of the ten languages; those of no field become
    attributes. Rows are told apart by the member's reference, so a file can be imported again.
    Rows that are wrong are refused and listed; then the exit code is 1.
    """
    run_import(Order(**given), "members", _import)


def _import(
    database: Database, settings: Settings, path: Path, options: Options, observer: Observer
) -> Outcome:
    return import_members(database, path, get_institution(settings), options, observer)


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--reference", help="Only this member, with all that is kept of the person, as JSON.")
@actor_option
def export(file: Path, reference: str | None, actor: str) -> None:
    """Write all members to FILE (.csv or .xlsx), in a form that can be imported again.

    With --reference, FILE holds everything that is kept of one member: fields, consent, events,
    cases, what was sent and said, and what came back. It answers a request for access.
    """
    with closing(open_database(read_settings())) as database:
        if reference is None:
            with database.read() as connection:
                written = export_members(connection, file)
            subject, detail = ("members", file.name), {"members": written}
        else:
            facts = _disclose(database, reference)
            write_whole(file, _dump(facts), mode=0o600)
            written, subject, detail = 1, ("member", str(facts["id"])), {}
        with database.write() as connection:
            at = datetime.now(UTC)
            record_action(connection, actor, "exported", subject, at=at, detail=detail)
    said = f"{written:,} members are" if reference is None else "All that is kept of the member is"
    click.echo(f"{said} in {file}; only you can read it.", err=True)


@command.command("show")
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead, with all messages.")
def show(reference: str, as_json: bool) -> None:
    """Print all that is known of the member with that reference, and the last messages."""
    with closing(open_database(read_settings())) as database:
        facts = _disclose(database, reference)
    if as_json:
        click.echo(_dump(facts))
        return
    for name, value in facts.items():
        for line in value[:_SHOWN] if isinstance(value, list) else [value]:
            click.echo(f"{name:20}  {_format(line)}".rstrip())
        if isinstance(value, list) and len(value) > _SHOWN:
            click.echo(f"{name}: {_SHOWN} of {len(value):,}; --json prints all.", err=True)


def _disclose(database: Database, reference: str) -> dict[str, Any]:
    hasher = get_hasher(database)
    with database.read() as connection:
        return disclose(connection, reference, hasher.hash)


def _dump(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, default=_encode, ensure_ascii=False, indent=2).encode()


def _encode(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _format(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, Mapping):
        said = {name: each for name, each in value.items() if each not in ("", None, [], {})}
        return ", ".join(f"{name}: {_format(each)}" for name, each in said.items())
    if isinstance(value, list):
        return "; ".join(map(_format, value))
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _make_eraser(settings: Settings, database: Database) -> Eraser:
    hasher = get_hasher(database)
    return Eraser(OptOuts(database, hasher, open_journal(settings)), hasher)


@command.command("erase")
@click.argument("reference")
@click.option("--yes", is_flag=True, help="Do not ask.")
@actor_option
def erase(reference: str, yes: bool, actor: str) -> None:
    """Remove a member for good, with cases, consents and events; queued messages are cancelled.

    What was sent is still counted, but names no one. Hashes of the reference and of addresses
    that nobody else has are kept, so that neither an older file nor another message brings the
    person back. Backups still hold the person until they expire.
    """
    settings = read_settings()
    with closing(open_database(settings)) as database:
        with database.read() as connection:
            get_member(connection, reference)
        if not yes:
            click.confirm(f"Erase member {reference}? This cannot be undone", abort=True, err=True)
        eraser = _make_eraser(settings, database)
        with database.write() as connection:
            eraser.erase(connection, reference, actor=actor, at=datetime.now(UTC))
    click.echo("The member is erased.", err=True)


@command.command("readmit")
@click.argument("reference")
@actor_option
def readmit(reference: str, actor: str) -> None:
    """Let a member who was erased be imported again. Their addresses stay suppressed."""
    settings = read_settings()
    with closing(open_database(settings)) as database:
        eraser = _make_eraser(settings, database)
        with database.write() as connection:
            known = eraser.readmit(connection, reference, actor=actor, at=datetime.now(UTC))
    if not known:
        click.echo("No member with that reference was erased.", err=True)
        raise click.exceptions.Exit(FAILED)
    click.echo("The member can be imported again.", err=True)
