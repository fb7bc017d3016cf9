"""What is wrong with a campaign's file, in the words of whoever wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import ValidationError

_TIME = 'a time of day, such as "10:00"'
_DATE = "a date, such as 2026-12-01"
_NUMBER = "a whole number, such as 5000"
_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "template": 'the name of a template, such as "pensioner"',
        "audience": '{ segment = "NAME" } or { stage = "NAME" }',
        "segment": "the name of a segment",
        "stage": "the name of a stage",
        "steps": '[{ channel = "sms" }, { channel = "person" }], six at most',
        "channel": '"sms", "voice", "email" or "person"',
        "next_on": 'reasons of failure, such as ["no-address", "landline"]',
        "next_after_hours": "hours from 1 to 720",
        "schedule": '{ kind = "now" }, or of kind instant, local, recurring, relative, event, case',
        "kind": "now, instant, local, recurring, relative, event or case",
        "instant.at": "a moment with its time zone, such as 2026-12-01T10:00:00+02:00",
        "at": _TIME,
        "day": _DATE,
        "starts_on": _DATE,
        "rule": 'a rule as in RFC 5545, such as "FREQ=MONTHLY;BYMONTHDAY=1"',
        "source": '"born_on", "event:TYPE" or "attribute:NAME"',
        "turning": "years from 0 to 150",
        "offset": "a whole number, negative for before",
        "unit": '"days", "weeks" or "months"',
        "event": "the type of a life event",
        "cap": _NUMBER,
        "count": _NUMBER,
        "days": "days from 1 to 366",
        "expires_at": "a moment with its time zone, such as 2026-12-31T18:00:00+02:00",
        "message_hours": "hours from 1 to 2160",
        "per_second": "a number above 0",
        "frequency": "{ count = 3, days = 7 }",
        "hours": '{ sms = { mon = "09:00-18:00", holidays = "10:00-12:00" } }',
        "preferred_first": "true or false",
        "resend_unknown": "true or false",
        "values": '{ NAME = "text" }, each a text',
    }
)
_CLOCKS = '"09:00-18:00", by the days mon to sun and holidays'
_ELSE = "what `outspoken campaigns example` shows"


def explain(error: ValidationError) -> str:
    """Return the first thing that is wrong, where, and what may stand there."""
    first = error.errors(include_url=False, include_input=False)[0]
    path = [str(part) for part in first["loc"]]
    place = _name_place(path)
    match first["type"]:
        case "value_error":
            message = first["msg"].removeprefix("Value error, ")
            return f"{place}: {message}" if place else message
        case "missing":
            return f"{place} is missing: write {_find_hint(path)}"
        case "extra_forbidden":
            return f"{place} means nothing here: look at its spelling"
        case "union_tag_not_found" | "union_tag_invalid":
            return f"{place}: a schedule is {_HINTS['schedule']}"
    return f"{place}: write {_find_hint(path)}"


def _name_place(path: list[str]) -> str:
    """Return a place as a reader of the file would: lists begin with 1, kinds go without saying."""
    named = [str(int(part) + 1) if part.isdigit() else part for part in path]
    if named[:1] == ["schedule"] and len(named) > 2:
        del named[1]
    return ".".join(named)


def _find_hint(path: list[str]) -> str:
    names = [name for name in path if not name.isdigit()]
    if names[0] == "hours" and len(names) > 1:
        return _CLOCKS
    # A kind of schedule, or the name of a value, says nothing of what may stand there.
    found = (_HINTS.get(".".join(names[-2:])), _HINTS.get(names[-1]))
    return next(filter(None, found), _HINTS["values"] if names[0] == "values" else _ELSE)
