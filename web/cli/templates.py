"""``outspoken templates``: list, show, preview, and the way to translators and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

import locales
from outreach.channels import Channel
from outreach.channels.email import Letterhead
from outreach.database import Database
from outreach.errors import WordingError
from outreach.imports.values import parse_language
from outreach.purpose import Purpose
from outreach.starter import load_starter
from outreach.wording import (
    ANY,
    Entry,
    Preview,
    Template,
    check_name,
    check_template,
    get_template,
    load_templates,
    merge,
    preview,
    read_gettext,
    read_spreadsheet,
    save_templates,
    write_gettext,
    write_spreadsheet,
)
from web.cli.actor import actor_option
from web.cli.output import check_output, write_whole
from web.cli.settings import read_settings
from web.database import open_database

_LARGEST_FILE = 50_000_000
_GIVEN_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("templates")
def command() -> None:
    """Templates and their wordings, by channel and language."""


@contextmanager
def _database() -> Iterator[Database]:
    with closing(open_database(read_settings())) as database:
        yield database


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def list_templates(as_json: bool) -> None:
    """Print every template: purpose, version, languages by channel, and what is wrong."""
    with _database() as database, database.read() as connection:
        found = load_templates(connection)
    facts = [_describe(template) for template in found.values()]
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False).encode())
        return
    for fact in facts:
        channels = ", ".join(f"{name} {count}" for name, count in fact["languages"].items())
        click.echo(
            f"{fact['name']:28}  v{fact['version']:<3}  {fact['purpose']:9}  {channels};"
            f" {fact['reviewed']} reviewed, {fact['stale']} stale, {fact['errors']} wrong"
        )


def _describe(template: Template) -> dict[str, Any]:
    wordings = template.wordings.values()
    return {
        "name": template.name,
        "version": template.version,
        "purpose": template.purpose,
        "sensitive": template.sensitive,
        "languages": {
            channel: sum(wording.channel is channel for wording in wordings)
            for channel in template.channels
        },
        "reviewed": sum(bool(wording.reviewed_by) for wording in wordings),
        "stale": sum(template.is_stale(wording) for wording in wordings),
        "errors": sum(finding.error for finding in check_template(template)),
    }


@command.command("show")
@click.argument("name")
@click.option("--channel", type=click.Choice(list(Channel)), help="Only this channel.")
@click.option("--lang", "locale", type=click.Choice(locales.SUPPORTED), help="Only this language.")
def show(name: str, channel: str | None, locale: str | None) -> None:
    """Print the wordings of a template as they are written, and what is wrong with them."""
    with _database() as database, database.read() as connection:
        template = get_template(connection, name)
    secret = ", sensitive" if template.sensitive else ""
    stands_in = "".join(f", {locale} for {each}" for each, locale in template.fallbacks.items())
    click.echo(f"{name}, version {template.version}: {template.purpose}{secret}{stands_in}\n")
    for wording in template.wordings.values():
        if channel in (None, wording.channel) and locale in (None, wording.locale):
            by = f"reviewed by {wording.reviewed_by}" if wording.reviewed_by else "not reviewed"
            click.echo(f"== {wording.channel} / {wording.locale} ({by})")
            if wording.subject:
                click.echo(f"{wording.subject}\n")
            click.echo(f"{wording.body}\n")
    for finding in check_template(template):
        click.echo(f"{'Error' if finding.error else 'Note'}: {finding}", err=True)


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
    help="Who has no wording gets that of LANG: zh-Hant=zh-Hans, or *=en for all others.",
)
@actor_option
def save(
    *,
    name: str,
    purpose: str | None,
    sensitive: bool | None,
    fallbacks: tuple[str, ...],
    actor: str,
) -> None:
    """Make a template, or change what holds for all its wordings.

    The wordings themselves come by `outspoken templates import`.
    """
    given: dict[str, Any] = {
        "purpose": Purpose(purpose) if purpose else None,
        "sensitive": sensitive,
        "fallbacks": _parse_fallbacks(fallbacks) or None,
    }
    changes = {fact: value for fact, value in given.items() if value is not None}
    with _database() as database, database.write() as connection:
        found = load_templates(connection).get(name) or Template(check_name(name))
        saved = save_templates(
            connection, [replace(found, **changes)], actor, datetime.now(UTC)
        ) or [found]
    click.echo(f"{name}: version {saved[0].version}", err=True)


def _parse_fallbacks(given: tuple[str, ...]) -> dict[str, str]:
    fallbacks = {}
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


@command.command("preview")
@click.argument("name")
@click.option("--channel", type=click.Choice(list(Channel)), default=Channel.SMS.value)
@click.option("--lang", "locale", type=click.Choice(locales.SUPPORTED), default=locales.DEFAULT)
@click.option("--country", help="Country (ISO 3166) whose dates and amounts are written.")
@click.option("--value", "given", multiple=True, metavar="NAME=VALUE", help="For a placeholder.")
@click.option("--output", "-o", type=Path, help="File for the whole email (.eml).")
def show_preview(
    *,
    name: str,
    channel: str,
    locale: str,
    country: str | None,
    given: tuple[str, ...],
    output: Path | None,
) -> None:
    """Print a message as a member would get it; what is not given is filled with samples."""
    if output:
        check_output(output)
    with _database() as database, database.read() as connection:
        wording = get_template(connection, name).get_wording(Channel(channel), locale)
    letterhead = Letterhead("Example Fund", "Example Fund <no-reply@outspoken.example>")
    shown = preview(wording, _parse_values(given), letterhead, country)
    _print_preview(shown)
    if output and shown.mail:
        write_whole(output, shown.mail)


def _print_preview(shown: Preview) -> None:
    if shown.subject:
        click.echo(f"Subject: {shown.subject}\n")
    click.echo(shown.text)
    if shown.size:
        size = shown.size
        click.echo(f"{size.encoding}, {size.units} units, {size.parts} part(s)", err=True)
    if shown.offer:
        click.echo(f"Shorter with plain punctuation: {shown.offer.text}", err=True)
    if shown.seconds:
        click.echo(f"about {shown.seconds:.0f} s", err=True)


def _parse_values(given: tuple[str, ...]) -> Mapping[str, str]:
    values = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise click.BadParameter(f"{each!r} is not NAME=VALUE")
        values[name.strip()] = value
    return values


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--lang", "locale", type=click.Choice(locales.SUPPORTED), help="Of a .po file.")
@click.option("--template", "names", multiple=True, help="Only this template; may be repeated.")
def export(file: Path, locale: str | None, names: tuple[str, ...]) -> None:
    """Write FILE.xlsx with all languages side by side, or FILE.po with one, for translators."""
    check_output(file)
    with _database() as database, database.read() as connection:
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
    with _database() as database, database.write() as connection:
        known = load_templates(connection)
        if starter:
            changed = [each for name, each in load_starter().items() if name not in known]
        else:
            changed = list(merge(known, entries).templates)
        written = save_templates(connection, changed, actor, datetime.now(UTC))
    for template in written:
        click.echo(f"{template.name}: version {template.version}", err=True)
    click.echo(f"{len(written)} templates changed", err=True)


def _read(file: Path) -> Iterator[Entry]:
    if file.stat().st_size > _LARGEST_FILE:
        raise WordingError(f"{file} is larger than {_LARGEST_FILE // 1_000_000} MB")
    if file.suffix not in {".po", ".xlsx"}:
        raise click.UsageError("the file has to be a .po or an .xlsx")
    content = file.read_bytes()
    return read_gettext(content) if file.suffix == ".po" else read_spreadsheet(content)
