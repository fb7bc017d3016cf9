"""Whom messages reach here: the mode, its carriers, what these need, and whether they may leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from outreach import migrations
from outreach.errors import ConfigurationError as OutreachConfigurationError
from outreach.errors import OutreachError
from outreach.modes import Mode, check_providers
from outreach.providers.configuration import Entry, load_providers
from outreach.stopping import describe_stop
from web.config import ConfigurationError, Settings
from web.config.earnest import list_missing
from web.database import connect
from web.doctor.findings import Finding, Grade, well

_REACHED = {
    "demo": "the sandbox carrier of this machine alone",
    "trial": "its guests alone",
    "production": "every member",
}


def check_sending(settings: Settings) -> Iterator[Finding]:
    """Yield the mode, the carriers, who the institution is to its members, and the switch."""
    yield well("mode", f"{settings.mode}: messages reach {_REACHED[settings.mode]}")
    carriers, found = _check_carriers(settings)
    yield found
    yield from _check_identity(settings, needed=bool(carriers))
    yield _check_switch(settings)


def _check_carriers(settings: Settings) -> tuple[tuple[Entry, ...], Finding]:
    part, mode = "carriers", Mode(settings.mode)
    if mode is Mode.DEMO:
        return (), well(part, "the sandbox: see /sandbox/")
    try:
        entries = load_providers(settings.providers)
        check_providers(mode, entries)
    except OutreachConfigurationError as error:
        return (), Finding(part, Grade.FAILED, str(error), "docs/sending.md shows the file.")
    if not entries:
        advice = f"Name them in {settings.providers.absolute()}, unless narration is all you want."
        return (), Finding(part, Grade.WARNED, "none: nothing is sent", advice)
    told = (f"{each.name} ({each.channel}) from {', '.join(each.senders)}" for each in entries)
    return entries, well(part, "; ".join(told))


def _check_identity(settings: Settings, *, needed: bool) -> Iterator[Finding]:
    missing = list(list_missing(settings))
    for part, variable, detail in (
        ("guests", "OUTSPOKEN_GUESTS", f"{len(settings.guests)}"),
        ("public address", "OUTSPOKEN_PUBLIC_URL", settings.reached_at),
        ("institution's name", "OUTSPOKEN_INSTITUTION_NAME", settings.institution_name),
        ("institution's phone", "OUTSPOKEN_INSTITUTION_PHONE", settings.institution_phone),
    ):
        wanted = next((each for each in missing if each.startswith(variable)), None)
        if wanted:
            grade = Grade.FAILED if needed else Grade.WARNED
            yield Finding(part, grade, "carriers need it", f"Set {wanted}.")
        elif part != "guests" or settings.mode == "trial":
            yield well(part, detail)


def _check_switch(settings: Settings) -> Finding:
    part = "sending"
    try:
        with closing(connect(settings)) as database:
            if migrations.is_empty(database):
                return well(part, "not stopped; the database is new")
            with database.read() as connection:
                stop = describe_stop(connection)
    except (ConfigurationError, OutreachError) as error:
        return Finding(part, Grade.FAILED, f"{error}", "See OUTSPOKEN_DATABASE_URL.")
    if stop:
        return Finding(part, Grade.WARNED, stop, "What waits keeps waiting, and may expire.")
    return well(part, "not stopped")
