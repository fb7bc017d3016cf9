"""``outspoken config``."""

from __future__ import annotations

import json
from typing import Any

import click
from pydantic import SecretStr

from web.cli.settings import read_settings
from web.config import Settings, get_variable
from web.config.secret_key import get_key_path

_EMPTY = {"None": "unset", "": "none", "{}": "none"}
"""How a value that nobody would see is printed."""


@click.command("config")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def command(as_json: bool) -> None:
    """Print every setting: its variable, its value, where that comes from, and what it does."""
    settings = read_settings()
    rows = [_describe(settings, name) for name in Settings.model_fields]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2).encode())
        return
    for row in rows:
        value = _EMPTY.get(str(row["value"]), row["value"])
        click.echo(f"{row['variable']} = {value}  ({row['origin']})\n    {row['help']}")


def _describe(settings: Settings, name: str) -> dict[str, Any]:
    return {
        "variable": get_variable(name),
        "value": _show(settings, name),
        "origin": _find_origin(settings, name),
        "help": Settings.model_fields[name].description,
    }


def _show(settings: Settings, name: str) -> Any:
    if name == "secret_key":
        return str(SecretStr("made"))
    value = getattr(settings, name)
    if value is None or isinstance(value, (int, float, dict)):
        return value
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _find_origin(settings: Settings, name: str) -> str:
    if name in settings.model_fields_set:
        return "environment"
    return f"made and kept in {get_key_path(settings)}" if name == "secret_key" else "default"
