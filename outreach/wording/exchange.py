"""What goes out to translators and comes back, whatever the file: entries, and how they merge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import locales
from outreach.channels import Channel
from outreach.errors import WordingError
from outreach.wording.checks import Finding, check_template
from outreach.wording.template import SOURCE, Template, Wording

FIELDS: Mapping[Channel, tuple[str, ...]] = MappingProxyType(
    {Channel.SMS: ("body",), Channel.VOICE: ("body",), Channel.EMAIL: ("subject", "body")}
)
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of one wording: `source` is what it was translated from.

    `stale` is a text that waits for its translator; `confirmed` tells that one which is as it was
    is meant for the source beside it, which a spreadsheet cannot say.
    """

    template: str
    channel: str
    field: str
    locale: str
    source: str
    text: str
    reviewed_by: str | None = None
    stale: bool = False
    confirmed: bool = True

    @property
    def context(self) -> str:
        """Its stable name, as it stands in files: ``pensioner/email/subject``."""
        return f"{self.template}/{self.channel}/{self.field}"


def list_entries(template: Template, locale: str) -> Iterator[Entry]:
    """Yield the entries of a template's wordings in one locale; without a wording, empty ones.

    A template without any wording has empty ones on every channel, for its writers to fill in.
    """
    for channel in template.channels or tuple(Channel):
        source = template.find_wording(channel, SOURCE) or Wording(channel, SOURCE, "")
        wording = template.find_wording(channel, locale) or Wording(channel, locale, "")
        stale = bool(wording.body) and template.is_stale(wording)
        for field in FIELDS[channel]:
            before, text = getattr(source, field), getattr(wording, field)
            yield Entry(
                template.name, channel, field, locale, before, text, wording.reviewed_by, stale
            )


@dataclass(frozen=True, slots=True)
class Merge:
    """The templates that changed, each with the wordings taken in.

    `left_out` names the texts that are new, but marked as unfinished; `notes` say what a person
    should look at in the wordings taken in.
    """

    templates: tuple[Template, ...]
    taken: int
    unchanged: int
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def merge(templates: Mapping[str, Template], entries: Iterable[Entry]) -> Merge:
    """Return the templates with the entries put in: all of them, or none.

    A wording that says what it said before keeps its reviewer. One that is changed, or confirmed
    for another source, has none, unless the entry names someone else than before: nobody vouches
    for what they have not read. Raises WordingError, which lists what is wrong and where.
    """
    given_entries = list(entries)
    wordings, problems = _assemble(templates, given_entries)
    changed: list[Template] = []
    notes: list[str] = []
    taken = 0
    for name, given in wordings.items():
        template = templates[name]
        fresh = [new for new in given if new != template.find_wording(new.channel, new.locale)]
        if fresh:
            changed.append(template.with_wordings(fresh))
            for finding in _find_in(changed[-1], fresh):
                (problems if finding.error else notes).append(f"{name}/{finding}")
            taken += len(fresh)
    if problems:
        more = len(problems) - _SHOWN
        tail = [f"and {more} more"] if more > 0 else []
        raise WordingError("nothing was taken in:\n  " + "\n  ".join([*problems[:_SHOWN], *tail]))
    left_out = tuple(each.context for each in given_entries if _is_left_out(templates, each))
    unchanged = sum(map(len, wordings.values())) - taken
    return Merge(tuple(changed), taken, unchanged, left_out, tuple(notes))


def _find_in(template: Template, fresh: Iterable[Wording]) -> list[Finding]:
    """Return what is found in the wordings that are new in a template."""
    touched = {(wording.channel, wording.locale) for wording in fresh}
    findings = check_template(template)
    return [each for each in findings if (each.channel, each.locale) in touched]


def _is_left_out(templates: Mapping[str, Template], entry: Entry) -> bool:
    """Tell whether an entry says something new, which its mark keeps from being taken in."""
    before = templates[entry.template].find_wording(Channel(entry.channel), entry.locale)
    known = getattr(before, entry.field) if before else ""
    return entry.stale and bool(entry.text.strip()) and entry.text.strip() != known.strip()


def _assemble(
    templates: Mapping[str, Template], entries: Iterable[Entry]
) -> tuple[dict[str, list[Wording]], list[str]]:
    grouped: dict[tuple[str, str, str], dict[str, Entry]] = defaultdict(dict)
    problems: list[str] = []
    for entry in entries:
        problem = _find_problem(templates, entry)
        if problem:
            problems.append(f"{entry.context}: {problem}")
        elif entry.text.strip() and not entry.stale:
            grouped[entry.template, entry.channel, entry.locale][entry.field] = entry
    wordings: dict[str, list[Wording]] = defaultdict(list)
    for (name, channel, locale), given in grouped.items():
        missing = [field for field in FIELDS[Channel(channel)] if field not in given]
        if missing:
            problems.append(
                f"{name}/{channel}/{missing[0]}: has no finished text in {locale}:"
                " fill it in, or remove its fuzzy mark"
            )
            continue
        wordings[name].append(_make_wording(templates[name], Channel(channel), locale, given))
    return wordings, problems


def _find_problem(templates: Mapping[str, Template], entry: Entry) -> str | None:
    if entry.template not in templates:
        return "there is no template of that name"
    if entry.channel not in FIELDS or entry.field not in FIELDS[Channel(entry.channel)]:
        return "there is no such channel or field"
    if entry.locale not in locales.SUPPORTED:
        return f"{entry.locale} is no locale; known are {', '.join(locales.SUPPORTED)}"
    return None


def _make_wording(
    template: Template, channel: Channel, locale: str, given: Mapping[str, Entry]
) -> Wording:
    body = given["body"]
    subject = given["subject"].text.strip() if "subject" in given else ""
    source_subject = given["subject"].source if "subject" in given else ""
    source_hash = Wording(channel, SOURCE, body.source, source_subject).hash
    made = Wording(
        channel,
        locale,
        body.text.strip(),
        subject,
        None if locale == SOURCE else source_hash,
        body.reviewed_by,
    )
    before = template.find_wording(channel, locale)
    return _keep_review(before, made, body.confirmed) if before else made


def _keep_review(before: Wording, made: Wording, confirmed: bool) -> Wording:
    same_reviewer = made.reviewed_by in (None, before.reviewed_by)
    if made.hash != before.hash:
        return replace(made, reviewed_by=None) if same_reviewer else made
    source_hash = made.source_hash if confirmed or not same_reviewer else before.source_hash
    if same_reviewer and source_hash != before.source_hash:
        return replace(made, reviewed_by=None)  # Who read it then has not seen this source.
    reviewed_by = made.reviewed_by or before.reviewed_by
    return replace(made, source_hash=source_hash, reviewed_by=reviewed_by)
