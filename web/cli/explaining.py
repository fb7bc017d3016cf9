"""A campaign in the words of those who approve it: who, what, by which channels and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from outreach.campaigns import Definition
from outreach.campaigns.definition import Step
from outreach.campaigns.occurrences import find_next
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.schedule import AtInstant, AtLocalTime, Recurring, RelativeToDate
from outreach.wording import Template, Wording

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holidays")
_SHOWN_DAYS = 3
_SHOWN_LINES = 6


def explain_campaign(definition: Definition, now: datetime) -> Iterator[str]:
    """Yield the lines that say what a campaign will do."""
    version = definition.template_version
    yield f"says {definition.template}" + (f", version {version}" if version else "")
    audience = definition.audience
    yield f"to segment {audience.segment}" if audience.segment else f"to stage {audience.stage}"
    yield f"by {', then '.join(_explain_step(step) for step in definition.steps)}"
    yield _explain_schedule(definition)
    if isinstance(definition.schedule, Recurring):
        yield f"next on {', '.join(_list_days(definition.schedule, now)) or 'no day any more'}"
    yield from _explain_limits(definition)
    if definition.values:
        yield f"with {', '.join(f'{name} = {text}' for name, text in definition.values.items())}"
    planned = {step.channel for step in definition.steps}
    for channel, days in definition.hours.items():
        if channel in planned:
            yield f"{channel} leaves {_explain_hours(days)}"


def explain_wordings(template: Template, definition: Definition) -> Iterator[str]:
    """Yield what will be said, by channel and language: an SMS whole, the beginning of a mail."""
    yield f"{template.name} says, in version {template.version}:"
    used = {step.channel for step in definition.steps}
    if template.sensitive:  # Whoever follows its link hears the voice wording.
        used.add("voice")
    wordings = (each for each in template.wordings.values() if each.channel in used)
    for each in sorted(wordings, key=lambda each: (each.channel, each.locale)):
        yield f"{each.channel}/{each.locale}, {_explain_review(each)}:"
        lines = [*each.subject.splitlines(), *each.body.splitlines()]
        shown = lines if each.channel == "sms" else lines[:_SHOWN_LINES]
        yield from (f"    {line}" for line in shown)
        if len(lines) > len(shown):
            preview = f"outspoken templates preview {template.name}"
            yield f"    … whole: {preview} --channel {each.channel} --lang {each.locale}"


def _explain_review(wording: Wording) -> str:
    return f"reviewed by {wording.reviewed_by}" if wording.reviewed_by else "reviewed by nobody"


def _explain_hours(days: Mapping[Any, str]) -> str:
    spans: dict[str, list[str]] = {}
    for day in (day for day in _DAYS if day in days):
        spans.setdefault(days[day], []).append(day)
    if [len(each) for each in spans.values()] == [len(_DAYS)]:
        return f"{next(iter(spans))} on every day"
    quiet = [day for day in _DAYS if day not in days]
    told = [f"{span} on {' '.join(each)}" for span, each in spans.items()]
    return "; ".join([*told, f"not on {' '.join(quiet)}"] if quiet else told)


def _explain_step(step: Step) -> str:
    reasons = f" (next for {', '.join(step.next_on)})" if step.next_on else ""
    hours = step.next_after_hours
    return f"{step.channel}{reasons}" + (f", after {hours} h without delivery" if hours else "")


def _explain_schedule(definition: Definition) -> str:
    schedule = definition.schedule
    if isinstance(schedule, OnEvent | OnCaseChange):
        return f"after {_explain_trigger(schedule)}, {_explain_delay(schedule)}"
    match schedule:
        case AtInstant(at=at):
            return f"at {at:%Y-%m-%d %H:%M %Z}"
        case AtLocalTime(day=day, at=at):
            return f"on {day} at {at:%H:%M} where each member is"
        case Recurring(rule=rule, starts_on=day, at=at):
            return f"from {day} on by {rule}, at {at:%H:%M} where each member is"
        case RelativeToDate() as relative:
            return _explain_date(relative)
    return "as soon as it is approved"


def _explain_date(schedule: RelativeToDate) -> str:
    side = "before" if schedule.offset < 0 else "after"
    distance = f"{abs(schedule.offset)} {schedule.unit} {side} " if schedule.offset else "on "
    turning = f" plus {schedule.turning} years" if schedule.turning is not None else ""
    return f"{distance}{schedule.source}{turning}, at {schedule.at:%H:%M} where each member is"


def _explain_trigger(trigger: OnEvent | OnCaseChange) -> str:
    if isinstance(trigger, OnEvent):
        return f"the event {trigger.event}"
    case = f"a case of kind {trigger.case_kind}" if trigger.case_kind else "any case"
    return f"{case} becomes {trigger.status or 'anything else'}"


def _explain_delay(trigger: OnEvent | OnCaseChange) -> str:
    days = f"{trigger.delay_days} days later" if trigger.delay_days else ""
    at = f" at {trigger.at:%H:%M} where each member is" if trigger.at else ""
    return f"{days}{at}".strip() or "at once"


def _list_days(schedule: Recurring, now: datetime) -> Iterator[str]:
    upcoming = find_next(schedule, now)
    for _ in range(_SHOWN_DAYS):
        if upcoming is None:
            return
        yield upcoming.name
        upcoming = find_next(schedule, now, upcoming.name)


def _explain_limits(definition: Definition) -> Iterator[str]:
    limits = [f"at most {definition.cap:,} members a run"]
    if definition.frequency:
        count, days = definition.frequency.count, definition.frequency.days
        limits.append(f"{count} messages to each in {days} days")
    if definition.per_second:
        limits.append(f"{definition.per_second:g} a second")
    if definition.expires_at:
        limits.append(f"nothing after {definition.expires_at:%Y-%m-%d %H:%M %Z}")
    yield f"{'; '.join(limits)}; each given up {definition.message_hours} h after it was due"
