"""What a wording looks like to the member who gets it, filled with given or sample values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from outreach.channels import Channel
from outreach.channels.email import Draft, Letterhead, Recipient, compose
from outreach.channels.sms import SmsSize, Suggestion, measure, normalize_sms, suggest
from outreach.channels.voice import estimate_seconds
from outreach.placeholders import Value, find_format_locale
from outreach.wording.checks import make_samples
from outreach.wording.template import Wording

_NEVER = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Preview:
    """A filled wording; `size` and `offer` are an SMS's, `seconds` a call's, `mail` an email's."""

    text: str
    subject: str = ""
    size: SmsSize | None = None
    offer: Suggestion | None = None
    seconds: float | None = None
    mail: bytes | None = None


def preview(
    wording: Wording,
    values: Mapping[str, Value],
    letterhead: Letterhead,
    country: str | None = None,
) -> Preview:
    """Return the wording as a member in `country` gets it; samples stand where values lack.

    Raises WordingError, and MissingValueError for a value of the wrong kind.
    """
    filled = {**make_samples(wording), "institution": letterhead.institution, **values}
    locale = find_format_locale(wording.locale, country)
    if wording.channel is Channel.EMAIL:
        draft = compose(wording.subject, wording.body, wording.locale, letterhead)
        return _preview_mail(draft, filled, country)
    text = wording.patterns[0].render(filled, locale)
    if wording.channel is Channel.VOICE:
        return Preview(text, seconds=estimate_seconds(text, wording.locale))
    text = normalize_sms(text, wording.locale)
    return Preview(text, size=measure(text), offer=suggest(text))


def _preview_mail(draft: Draft, values: Mapping[str, Value], country: str | None) -> Preview:
    locale = find_format_locale(draft.language, country)
    values = {"preferences_link": "https://outspoken.example/preferences", **values}
    recipient = Recipient("member@outspoken.example", "<preview>", _NEVER, values, locale)
    subject = draft.subject.render(values, locale)
    return Preview(draft.render_plain(values, locale), subject, mail=draft.fill(recipient))
