"""What is wrong with a template, before anyone is written to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import langcodes

import locales
from outreach.channels import Channel
from outreach.channels.email import Letterhead, compose
from outreach.channels.sms import MAX_PARTS, measure, normalize_sms, suggest
from outreach.channels.voice import check_script
from outreach.errors import InvalidError, WordingError
from outreach.placeholders import Kind, find_format_locale
from outreach.wording.template import ANY, SOURCE, Template, Wording

PUBLIC = frozenset(
    {"institution", "institution_phone", "listen_link", "preferences_link", "unsubscribe_link"}
)
"""Placeholders whose value tells nothing of the member: all that a sensitive template may show."""

_DATES = frozenset({"born_on", "case_expected_on", "case_since", "event_date"})
_WAYS_OUT = frozenset({"institution_phone", "preferences_link", "unsubscribe_link"})
_LETTERHEAD = Letterhead("-", "check@outspoken.invalid")
_SAMPLES: Mapping[Kind, str | int] = MappingProxyType(
    {
        Kind.NUMBER: 3,
        Kind.DATE: "2026-05-04",
        Kind.TIME: "10:30",
        Kind.AMOUNT: "1234.50 EUR",
        Kind.CHOICE: "other",
        Kind.TEXT: "Example",
    }
)
_SAMPLE_LINK = "https://outspoken.example/l/k3Jd9xW2pQ7vLm4T"
_SAMPLE_ENDINGS: Mapping[str, str] = MappingProxyType(
    {"link": _SAMPLE_LINK, "url": _SAMPLE_LINK, "phone": "+1 202 555 0143"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem; with an `error` the wording cannot be sent, otherwise a person should look."""

    channel: Channel | None
    locale: str | None
    problem: str
    error: bool = True

    def __str__(self) -> str:
        place = "/".join(part for part in (self.channel, self.locale) if part)
        return f"{place or 'template'}: {self.problem}"


def check_template(template: Template) -> list[Finding]:
    """Return everything that is wrong with a template, errors first."""
    findings = [*_check_fallbacks(template)]
    for wording in template.wordings.values():
        try:
            findings.extend(_check_wording(template, wording))
        except InvalidError as error:
            findings.append(Finding(wording.channel, wording.locale, str(error)))
    return sorted(findings, key=lambda finding: not finding.error)


def check_real_carrier(
    template: Template, used: Collection[tuple[Channel, str]] | None = None
) -> list[Finding]:
    """Return what keeps a template from a real carrier: its errors, and what nobody reviewed.

    Only the wordings `used` (channel and locale) have to be reviewed; by default all of them.
    """
    errors = [finding for finding in check_template(template) if finding.error]
    wanted = template.wordings.keys() if used is None else used
    if not wanted:
        errors.append(Finding(None, None, "it has no wording"))
    for channel, locale in wanted:
        wording = template.find_wording(channel, locale)
        problem = _find_review_problem(template, wording)
        if problem:
            errors.append(Finding(channel, locale, problem))
    return errors


def check_opt_out(template: Template) -> list[Finding]:
    """Return which SMS say no way to end them: an error where their sender takes no replies."""
    ways = "{preferences_link}, {unsubscribe_link} or {institution_phone}"
    problem = f"its sender takes no replies: say how to end such messages, by {ways}"
    return [
        Finding(wording.channel, wording.locale, problem)
        for wording in template.wordings.values()
        if wording.channel is Channel.SMS and not wording.placeholders & _WAYS_OUT
    ]


def _find_review_problem(template: Template, wording: Wording | None) -> str | None:
    if wording is None:
        return "there is no such wording"
    if not (wording.reviewed_by or "").strip():
        return "nobody has reviewed it: a speaker of the language has to put their name"
    if template.is_stale(wording):
        return "its source has changed since it was translated: it needs a new review"
    return None


def make_samples(wording: Wording) -> dict[str, str | int]:
    """Return a value of the right kind for every placeholder, for previews and measures."""
    samples: dict[str, str | int] = {}
    for pattern in wording.patterns:
        samples |= {name: _SAMPLES[kind] for name, kind in pattern.placeholders.items()}
    for ending, sample in _SAMPLE_ENDINGS.items():
        samples |= {name: sample for name in samples if name.endswith(ending)}
    return samples


def _check_wording(template: Template, wording: Wording) -> Iterator[Finding]:
    channel, locale = wording.channel, wording.locale
    if locale not in locales.SUPPORTED:
        yield Finding(channel, locale, f"known locales are {', '.join(locales.SUPPORTED)}")
        return
    if not wording.body.strip():
        raise WordingError("it has no text")
    source = template.find_wording(channel, SOURCE)
    if source and wording is not source:
        yield from _compare(source, wording)
    if template.sensitive and channel is not Channel.VOICE:
        yield from _check_secrecy(wording)
    if template.is_stale(wording):
        yield Finding(channel, locale, "the source has changed since", error=False)
    yield from _check_language(wording)
    yield from _CHECKS[channel](wording)


def _check_language(wording: Wording) -> Iterator[Finding]:
    """Yield what a member would not read as its language is written."""
    for pattern in wording.patterns:
        for name, forms in pattern.find_unworded():
            problem = f"{{{name}, plural}} has no text for {', '.join(forms)}"
            yield Finding(wording.channel, wording.locale, problem, error=False)
        for name, kind in pattern.placeholders.items():
            if name in _DATES and kind is Kind.TEXT:
                problem = f"{{{name}}} would be shown as 2026-05-04: write {{{name}, date}}"
                yield Finding(wording.channel, wording.locale, problem, error=False)


def _check_secrecy(wording: Wording) -> Iterator[Finding]:
    """Yield what a text tells too much, or too little: what it is about is only listened to."""
    for name in sorted(wording.placeholders - PUBLIC)[:1]:
        problem = f"it is sensitive, so {{{name}}} may not stand in it"
        yield Finding(wording.channel, wording.locale, problem)
    if "listen_link" not in wording.placeholders:
        problem = "it is sensitive, and without {listen_link} nobody hears what it is about"
        yield Finding(wording.channel, wording.locale, problem, error=False)


def _compare(source: Wording, wording: Wording) -> Iterator[Finding]:
    missing = source.placeholders - wording.placeholders
    added = wording.placeholders - source.placeholders
    for names, problem in ((missing, "is missing"), (added, "is not in the source")):
        for name in sorted(names):
            yield Finding(wording.channel, wording.locale, f"{{{name}}} {problem}")
    for ours, theirs in zip(wording.patterns, source.patterns, strict=True):
        for name, kind in ours.placeholders.items():
            expected = theirs.placeholders.get(name, kind)
            if Kind.TEXT not in (kind, expected) and kind is not expected:
                problem = f"{{{name}}} is {kind} here and {expected} in the source"
                yield Finding(wording.channel, wording.locale, problem)


def _check_sms(wording: Wording) -> Iterator[Finding]:
    text = normalize_sms(wording.patterns[0].render(make_samples(wording)), wording.locale)
    size = measure(text)
    if size.parts > MAX_PARTS:
        problem = f"it takes {size.parts} parts; phones drop more than {MAX_PARTS}"
        yield Finding(wording.channel, wording.locale, problem)
    offer = suggest(text)
    if offer:
        replaced = " ".join(offer.replaced)
        problem = f"plain punctuation for {replaced} would save {size.parts - offer.size.parts}"
        yield Finding(wording.channel, wording.locale, f"{problem} of {size.parts} parts", False)


def _check_email(wording: Wording) -> Iterator[Finding]:
    if not wording.subject.strip():
        yield Finding(wording.channel, wording.locale, "it has no subject")
    draft = compose(wording.subject, wording.body, wording.locale, _LETTERHEAD)
    values = make_samples(wording) | {"preferences_link": _SAMPLE_LINK}
    # A name that stands where an address has to is found here, and not at each member.
    draft.page.fill(values, find_format_locale(wording.locale))


def _check_voice(wording: Wording) -> Iterator[Finding]:
    check_script(wording.patterns[0].render(make_samples(wording)), wording.locale)
    yield from ()


_CHECKS = MappingProxyType(
    {Channel.SMS: _check_sms, Channel.EMAIL: _check_email, Channel.VOICE: _check_voice}
)


def _check_fallbacks(template: Template) -> Iterator[Finding]:
    for language, other in template.fallbacks.items():
        if language != ANY and not _is_tag(language):
            yield Finding(None, None, f"the fallback {language} -> {other} is of no language")
        elif other not in locales.SUPPORTED:
            yield Finding(None, None, f"the fallback {language} -> {other} names no known locale")
        elif not any(other == key[1] for key in template.wordings):
            yield Finding(None, None, f"the fallback {language} -> {other} has no wording")


def _is_tag(language: str) -> bool:
    """Tell whether members may have that language, and are looked up by it."""
    known = langcodes.tag_is_valid(language) and langcodes.standardize_tag(language) == language
    return known and locales.find_supported(language) in (None, language)
