"""``outspoken suppressions``: addresses that nothing is sent to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

import click

from outreach.actions import record_action
from outreach.addresses import get_hasher, parse_email, parse_phone
from outreach.channels import Channel
from outreach.errors import AddressError
from outreach.optouts import Cause, OptOuts
from outreach.preferences import mask
from outreach.purpose import Purpose
from outreach.suppressions import (
    ALL,
    Reason,
    Scope,
    Suppression,
    find_suppressions,
    list_suppressions,
)
from web.answering import open_journal
from web.cli.actor import actor_option
from web.cli.settings import read_settings
from web.config import Settings
from web.database import open_database

_SOURCE = "staff"


@click.group("suppressions")
def command() -> None:
    """Addresses that nothing is sent to, whoever has them. They are kept as hashes."""


def _scoped(function: Callable[..., None]) -> Callable[..., None]:
    for name, values in (("--purpose", Purpose), ("--channel", Channel)):
        choice = click.Choice([each.value for each in values])
        option = click.option(name, type=choice, help="Only this one; else all.")
        function = option(function)
    return actor_option(function)


def _normalize(address: str, settings: Settings) -> str:
    try:
        if "@" in address:
            return parse_email(address)
        return parse_phone(address, settings.country).number
    except AddressError as error:
        raise click.BadParameter(f"it {error}", param_hint="ADDRESS") from None


@command.command("add")
@click.argument("address")
@_scoped
def add(address: str, channel: str | None, purpose: str | None, actor: str) -> None:
    """Send nothing to ADDRESS, a phone number or an email address, any more."""
    settings, at = read_settings(), datetime.now(UTC)
    with closing(open_database(settings)) as database:
        hasher, normal = get_hasher(database), _normalize(address, settings)
        optouts, hashed = OptOuts(database, hasher, open_journal(settings)), hasher.hash(normal)
        scope = Scope(channel=channel or ALL, purpose=purpose or ALL)
        with database.write() as connection:
            optouts.suppress(connection, normal, scope, Cause(Reason.STAFF, _SOURCE, at))
            record_action(connection, actor, "suppressed", ("address", hashed), at=at)
    click.echo("Nothing is sent there from now on.", err=True)


@command.command("lift")
@click.argument("address")
@_scoped
def lift(address: str, channel: str | None, purpose: str | None, actor: str) -> None:
    """End the suppressions of ADDRESS; only where the person has asked for it."""
    settings, at = read_settings(), datetime.now(UTC)
    with closing(open_database(settings)) as database:
        hasher = get_hasher(database)
        optouts = OptOuts(database, hasher, open_journal(settings))
        hashed = hasher.hash(_normalize(address, settings))
        scope = Scope(channel=channel or ALL, purpose=purpose or ALL)
        with database.write() as connection:
            lifted = optouts.end(connection, hashed, scope, Cause(Reason.STAFF, _SOURCE, at))
            record_action(connection, actor, "lifted", ("address", hashed), at=at)
    click.echo(f"{lifted} suppressions are lifted.", err=True)


@command.command("list")
@click.option("--reason", type=click.Choice([each.value for each in Reason]), help="Only these.")
def list_(reason: str | None) -> None:
    """Print all suppressions, the latest first: since when, why, said where, for what, and of whom.

    Addresses are masked, and known of members alone: of anybody else only a hash is kept.
    """
    count = 0
    with closing(open_database(read_settings())) as database, database.read() as connection:
        for each, holders in list_suppressions(connection, reason):
            people = ", ".join(f"{mask(one.address)} ({one.reference})" for one in holders)
            click.echo(f"{_describe(each)}  {each.source:12}  {people or 'nobody who is a member'}")
            count += 1
    click.echo(f"{count:,} suppressions are in force.", err=True)


def _describe(each: Suppression) -> str:
    scope = (each.scope.channel, each.scope.sender, each.scope.purpose)
    said = "  ".join(part or "all" for part in scope)
    return f"{each.created_at:%Y-%m-%d %H:%M} UTC  {each.reason:12}  {said}"


@command.command("check")
@click.argument("address")
def check(address: str) -> None:
    """Print the suppressions of ADDRESS: since when, why, and for which channel and purpose."""
    settings = read_settings()
    with closing(open_database(settings)) as database:
        hashed = get_hasher(database).hash(_normalize(address, settings))
        with database.read() as connection:
            found = find_suppressions(connection, [hashed])
    for each in found:
        click.echo(_describe(each))
    if not found:
        click.echo("Nothing suppresses this address.", err=True)
