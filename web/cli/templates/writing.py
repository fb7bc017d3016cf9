"""``outspoken templates save``, ``export`` and ``import``: how wordings come about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

import locales
from outreach.errors import WordingError
from outreach.imports.values import parse_language
from outreach.purpose import Purpose
from outreach.starter import load_starter
from outreach.wording import (
    ANY,
    Entry,
    Merge,
    Template,
    check_name,
    get_template,
    load_templates,
    merge,
    read_gettext,
    read_spreadsheet,
    save_templates,
    write_gettext,
    write_spreadsheet,
)
from web.cli.actor import actor_option
from web.cli.output import check_output, write_whole
from web.cli.settings import read_settings
from web.cli.templates.group import command, open_templates
from web.cli.withdrawing import withdraw_campaigns

_LARGEST_FILE = 50_000_000
_MOST_TOLD = 20


@command.command("save")
@click.argument("name")
@click.option("--purpose", type=click.Choice(list(Purpose)), help="A new one is for service.")
@click.option(
    "--sensitive/--not-sensitive", default=None, help="SMS and email say nothing of the member."
)
@click.option(
    "--fallback",
    "fallbacks",
    multiple=True,
    metavar="LANGUAGE=LANG",
    help="Who has no wording gets that of LANG: zh-Hant=zh-Hans, or *=en for all others. It takes"
    " the place of all earlier ones.",
)
@click.option("--no-fallback", is_flag=True, help="Nobody gets another language.")
@actor_option
def save(
    *,
    name: str,
    purpose: str | None,
    sensitive: bool | None,
    fallbacks: tuple[str, ...],
    no_fallback: bool,
    actor: str,
) -> None:
    """Make a template, or change what holds for all its wordings.

    The wordings themselves come by `outspoken templates import`.
    """
    given: dict[str, Any] = {
        "purpose": Purpose(purpose) if purpose else None,
        "sensitive": sensitive,
        "fallbacks": _parse_fallbacks(fallbacks) if fallbacks or no_fallback else None,
    }
    changes = {fact: value for fact, value in given.items() if value is not None}
    now = datetime.now(UTC)
    with open_templates() as database, database.write() as connection:
        found = load_templates(connection).get(name) or Template(check_name(name))
        saved = save_templates(connection, [replace(found, **changes)], actor, now) or [found]
        withdraw_campaigns(connection, read_settings(), actor, now)
    click.echo(f"{name}: version {saved[0].version}", err=True)


def _parse_fallbacks(given: tuple[str, ...]) -> dict[str, str]:
    fallbacks: dict[str, str] = {}
    for each in given:
        language, _, locale = each.partition("=")
        if locale not in locales.SUPPORTED:
            known = ", ".join(locales.SUPPORTED)
            raise click.BadParameter(f"{each!r} is not LANGUAGE=LANG, where LANG is of {known}")
        fallbacks[_parse_tag(language)] = locale
    return fallbacks


def _parse_tag(written: str) -> str:
    if written == ANY:
        return ANY
    try:
        tag = parse_language(written)
    except ValueError as error:
        raise click.BadParameter(f"{written!r} {error}") from None
    return locales.find_supported(tag) or tag


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--lang", "locale", type=click.Choice(locales.SUPPORTED), help="Of a .po file.")
@click.option("--template", "names", multiple=True, help="Only this template; may be repeated.")
def export(file: Path, locale: str | None, names: tuple[str, ...]) -> None:
    """Write FILE.xlsx with all languages side by side, or FILE.po with one, for translators."""
    check_output(file)
    with open_templates() as database, database.read() as connection:
        found = load_templates(connection)
        chosen = [get_template(connection, name) for name in names] or list(found.values())
    if file.suffix == ".xlsx":
        content = write_spreadsheet(chosen)
    elif file.suffix == ".po" and locale:
        content = write_gettext(chosen, locale)
    else:
        raise click.UsageError("name a FILE.xlsx, or a FILE.po with --lang")
    write_whole(file, content)
    click.echo(f"{len(chosen)} templates written to {file}", err=True)


@command.command("import")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--starter", is_flag=True, help="Take up the templates that come with the product.")
@actor_option
def take_in(file: Path | None, starter: bool, actor: str) -> None:
    """Take in a translated .po or .xlsx: all of it, or, where anything is wrong, nothing."""
    if starter == bool(file):
        raise click.UsageError("name one FILE (.po or .xlsx), or give --starter")
    entries = list(_read(file)) if file else []
    with open_templates() as database, database.write() as connection:
        known = load_templates(connection)
        if starter:
            new = [each for name, each in load_starter().items() if name not in known]
            merged = Merge(tuple(new), taken=len(new), unchanged=0)
        else:
            merged = merge(known, entries)
        now = datetime.now(UTC)
        written = save_templates(connection, merged.templates, actor, now)
        withdraw_campaigns(connection, read_settings(), actor, now)
    for template in written:
        click.echo(f"{template.name}: version {template.version}", err=True)
    click.echo(f"{len(written)} templates changed", err=True)
    _tell(merged)


def _tell(merged: Merge) -> None:
    for note in merged.notes[:_MOST_TOLD]:
        click.echo(f"Note: {note}", err=True)
    if len(merged.notes) > _MOST_TOLD:
        click.echo(f"and {len(merged.notes) - _MOST_TOLD} more notes", err=True)
    if count := len(merged.left_out):
        are, were = ("entry is", "was") if count == 1 else ("entries are", "were")
        told = ", ".join([*merged.left_out[:_MOST_TOLD], *(["…"] if count > _MOST_TOLD else [])])
        click.echo(
            f"{count} {are} marked fuzzy and {were} left out: remove the mark ({told})", err=True
        )


def _read(file: Path) -> Iterator[Entry]:
    if file.stat().st_size > _LARGEST_FILE:
        raise WordingError(f"{file} is larger than {_LARGEST_FILE // 1_000_000} MB")
    if file.suffix not in {".po", ".xlsx"}:
        raise click.UsageError("the file has to be a .po or an .xlsx")
    content = file.read_bytes()
    return read_gettext(content) if file.suffix == ".po" else read_spreadsheet(content)
