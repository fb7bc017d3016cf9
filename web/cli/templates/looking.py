"""``outspoken templates list``, ``show`` and ``preview``: what members are told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

import locales
from outreach.channels import Channel
from outreach.channels.email import Letterhead
from outreach.imports.values import parse_country
from outreach.wording import (
    Preview,
    Template,
    check_template,
    choose_wording,
    get_template,
    load_templates,
    preview,
)
from web.cli.output import check_output, write_whole
from web.cli.settings import read_settings
from web.cli.templates.group import command, find_known, open_templates

_MOST_FORCED = 10
_SENDER = "no-reply@outspoken.example"


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def list_templates(as_json: bool) -> None:
    """Print every template: purpose, version, languages by channel, and what is wrong."""
    with open_templates() as database, database.read() as connection:
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
    with open_templates() as database, database.read() as connection:
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


def _parse_country(
    context: click.Context, parameter: click.Parameter, given: str | None
) -> str | None:
    try:
        return parse_country(given) if given else None
    except ValueError as error:
        raise click.BadParameter(f"{given!r} {error}") from None


@command.command("preview")
@click.argument("name")
@click.option("--channel", type=click.Choice(list(Channel)), default=Channel.SMS.value)
@click.option("--lang", "locale", type=click.Choice(locales.SUPPORTED), default=locales.DEFAULT)
@click.option(
    "--country",
    callback=_parse_country,
    help="Country (ISO 3166) whose dates and amounts are written.",
)
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
        if channel != Channel.EMAIL:
            raise click.UsageError("only an email is written to a file: --channel email")
    settings = read_settings()
    with open_templates() as database, database.read() as connection:
        template = get_template(connection, name)
        known = find_known(settings, database)
    choice = choose_wording(template, Channel(channel), locale)
    wording = choice.wording if choice else template.get_wording(Channel(channel), locale)
    if choice and choice.fell_back:
        click.echo(f"not worded in {locale}: {wording.locale} stands in", err=True)
    letterhead = Letterhead(settings.institution_name, _SENDER, settings.reply_to)
    shown = preview(wording, {**known, **_parse_values(given)}, letterhead, country)
    _print_preview(shown)
    if output and shown.mail:
        write_whole(output, shown.mail)


def _print_preview(shown: Preview) -> None:
    if shown.subject:
        click.echo(f"Subject: {shown.subject}\n")
    click.echo(shown.text)
    if shown.size:
        size = shown.size
        told = f"{size.encoding}, {size.units} units, {size.parts} part(s), {size.left} left"
        because = " ".join(size.forced_by[:_MOST_FORCED])
        click.echo(f"{told}; GSM-7 lacks {because}" if because else told, err=True)
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
