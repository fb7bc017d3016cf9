"""``outspoken recordings``: human voices in the place of synthetic ones."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from narration.recordings import Recordings, import_folder
from web.cli import FAILED
from web.cli.settings import read_settings


@click.group("recordings")
def command() -> None:
    """Human recordings: each is played for the very text that it says, and for no other."""


def _open_recordings() -> Recordings:
    return Recordings(read_settings().recordings)


@command.command("add")
@click.argument("key")
@click.option("--lang", "language", required=True, help="BCP 47 tag of what is said.")
@click.option("--text", required=True, help="The text that is said, word for word.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def add(key: str, language: str, text: str, file: Path) -> None:
    """Add a recording (wav, mp3, ogg, opus, webm, m4a or flac) in place of an earlier one."""
    recording = _open_recordings().add(key, language, text, file)
    click.echo(f"{key} in {language}: {recording.seconds:.1f} s", err=True)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def list_recordings(as_json: bool) -> None:
    """Print every recording: language, key, and whether it is ok, stale or damaged."""
    found = _open_recordings().status()
    if as_json:
        click.echo(json.dumps([asdict(status) for status in found], ensure_ascii=False).encode())
        return
    for status in found:
        click.echo(f"{status.state:7}  {status.language:12}  {status.key}")


@command.command("remove")
@click.argument("key")
@click.option("--lang", "language", required=True, help="BCP 47 tag of what is said.")
def remove(key: str, language: str) -> None:
    """Remove a recording; an engine says its text from now on."""
    if not _open_recordings().remove(key, language):
        raise click.ClickException(f"There is no recording {key} in {language}.")
    click.echo(f"{key} in {language}: removed", err=True)


@command.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def import_all(folder: Path) -> None:
    """Take up <language>/<key>.mp3 (or .wav, …) with the text it says in <key>.txt beside it."""
    taken = import_folder(_open_recordings(), folder)
    for each in taken:
        outcome = each.error or ("added" if each.added else "known already")
        click.echo(f"{each.file}: {outcome}", err=True)
    if not taken:
        click.echo(
            "Nothing was found: put each recording into <language>/<key>.wav (or .mp3, .ogg, …)"
            " and the text it says into <key>.txt beside it.",
            err=True,
        )
    if not taken or any(each.error for each in taken):
        raise click.exceptions.Exit(FAILED)
