"""``outspoken keys``: create, list, revoke."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

import click

from web.auth import KeyRing
from web.cli.settings import read_settings


@click.group("keys")
def command() -> None:
    """API keys of the speech API and of other sites' scripts; a change counts at once."""


def _open_ring() -> KeyRing:
    return KeyRing(read_settings().data / "keys.sqlite3")


@command.command("create")
@click.option("--name", default="", help="Whose key it is, to find it in the list.")
def create(name: str) -> None:
    """Make a key and print it, alone, on standard output: it is shown this once."""
    identity, key = _open_ring().create(name)
    click.echo(f"Key {identity} is valid from now on. Only its hash is kept.", err=True)
    click.echo(key)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def list_keys(as_json: bool) -> None:
    """Print all keys, the oldest first: id, when made, whether revoked, name."""
    records = _open_ring().records()
    if as_json:
        rows = [asdict(record) for record in records]
        click.echo(json.dumps(rows, default=datetime.isoformat, ensure_ascii=False).encode())
        return
    for record in records:
        state = f"revoked {record.revoked_at:%Y-%m-%d}" if record.revoked_at else "in force"
        click.echo(f"{record.id}  {record.created_at:%Y-%m-%d}  {state:18}  {record.name}")


@command.command("revoke")
@click.argument("identity", metavar="ID")
def revoke(identity: str) -> None:
    """End the key with that id."""
    if not _open_ring().revoke(identity):
        raise click.BadParameter(f"no key in force has the id {identity}", param_hint="ID")
    click.echo(f"Key {identity} is revoked from now on.", err=True)
