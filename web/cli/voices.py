"""``outspoken voices``."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict

import click

from narration.voices import Voice
from web.build import build_narrator
from web.cli.settings import ONE_WORKER, read_settings

_SHOWN = ("id", "name", "language", "engine", "gender", "quality")


@click.command("voices")
@click.option("--lang", "language", help="Only voices that speak this language (BCP 47).")
@click.option("--engine", help="Only voices of this engine.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def command(language: str | None, engine: str | None, as_json: bool) -> None:
    """Print the voices that speak here: id, language, quality, name."""
    settings = read_settings().model_copy(update=ONE_WORKER)
    with closing(build_narrator(settings)) as narrator:
        voices = narrator.catalogue.list(language, engine)
    if as_json:
        rows = [{name: asdict(voice)[name] for name in _SHOWN} for voice in voices]
        click.echo(json.dumps(rows, ensure_ascii=False).encode())
        return
    if language and not voices:
        click.echo(f"No voice speaks {language!r}; recordings can.", err=True)
    for voice in voices:
        click.echo(_line(voice))


def _line(voice: Voice) -> str:
    return f"{voice.id:28}  {voice.language:12}  {voice.quality:14}  {voice.name}"
