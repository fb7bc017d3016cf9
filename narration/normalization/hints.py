"""Say-as hints: a whole text read as the caller says it is.

The names are those of the W3C's note "SSML 1.0 say-as attribute values", and of common engines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from narration.normalization.amounts import say_amount
from narration.normalization.calendar import date_patterns, say_date, say_time, time_patterns
from narration.normalization.contacts import say_telephone
from narration.normalization.detectors import speak
from narration.normalization.grammar import Grammar
from narration.normalization.quantities import number_pattern, parse_number

_PARTIAL_DATES = (
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
    r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})",
)
_SHORT_DATE = r"(?P<{}>\d{{1,2}})[-/. ](?P<{}>\d{{1,2}})"
_PARTIAL_TIMES = (r"(?P<hour>\d\d)(?P<minute>\d\d)", r"(?P<hour>\d{1,2})[.hH:](?P<minute>\d\d)")
_NUMBER = re.compile(rf"([-+]?)({number_pattern(' ')})")


def _date(text: str, grammar: Grammar) -> str | None:
    order = ("month", "day") if grammar.date_order == "mdy" else ("day", "month")
    for pattern, say in grammar.rules():
        match = re.fullmatch(pattern, text)
        own = say(match) if match else None
        if own is not None:
            return own
    patterns = (*date_patterns(grammar), *_PARTIAL_DATES)
    for pattern in patterns:
        match = re.fullmatch(pattern, text)
        said = say_date(grammar, match) if match else None
        if said is not None:
            return said
    match = re.fullmatch(_SHORT_DATE.format(*order), text)
    if match and 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31:
        return grammar.date(int(match["day"]), int(match["month"]), None)
    return grammar.year(int(text)) if re.fullmatch(r"[12]\d{3}", text) else None


def _time(text: str, grammar: Grammar) -> str | None:
    for pattern in (*time_patterns(grammar), *_PARTIAL_TIMES):
        match = re.fullmatch(pattern, text)
        said = say_time(grammar, match) if match else None
        if said is not None:
            return said
    return None


def _cardinal(text: str, grammar: Grammar) -> str | None:
    match = _NUMBER.fullmatch(text)
    value = parse_number(match[2], grammar.decimal_mark) if match else None
    if match is None or value is None:
        return None
    return grammar.number(-value if match[1] == "-" else value)


def _ordinal(text: str, grammar: Grammar) -> str | None:
    match = re.fullmatch(grammar.ordinals, text) if grammar.ordinals else None
    if match:
        return grammar.ordinal(int(match["number"]), match.groupdict().get("mark") or "")
    return grammar.ordinal(int(text)) if re.fullmatch(r"\d{1,9}", text) else None


def _currency(text: str, grammar: Grammar) -> str | None:
    return say_amount(grammar, text)


def _telephone(text: str, grammar: Grammar) -> str | None:
    return say_telephone(grammar, text) if re.search(r"\d", text) else None


def _spell_out(text: str, grammar: Grammar) -> str | None:
    return grammar.pause.join(filter(None, map(grammar.letters, text.split())))


def _address(text: str, grammar: Grammar) -> str | None:
    for short, full in grammar.in_address.items():
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, text)
    codes = r"(?<!\w)(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{2,10}(?!\w)"
    text = re.sub(codes, lambda match: grammar.letters(match[0]), text)
    text = re.sub(r"(?<!\w)\d{5,}(?!\w)", lambda match: grammar.postcode(match[0]), text)
    numbers = r"(?<![\w.,])\d{1,4}(?![\w]|[.,]\d)"
    text = re.sub(numbers, lambda match: grammar.cardinal(int(match[0])), text)
    return speak(text, grammar)


HINTS: Mapping[str, Callable[[str, Grammar], str | None]] = {
    "date": _date,
    "time": _time,
    "currency": _currency,
    "telephone": _telephone,
    "spell-out": _spell_out,
    "digits": _spell_out,
    "ordinal": _ordinal,
    "cardinal": _cardinal,
    "address": _address,
}
"""Name of a hint to how it reads a text; None where the text is not of that form."""


def speak_as(hint: str, text: str, grammar: Grammar) -> str:
    """Return a cleaned text as said under a hint of `HINTS`.

    What does not fit the hint is said sensibly: as without a hint, with the digits that are left
    then as numbers, or one by one where they are many.
    """
    text = text.replace("\xa0", " ").strip()
    said = HINTS[hint](text, grammar)
    if not said:
        said = re.sub(r"\d+", lambda match: _plain(match[0], grammar), speak(text, grammar))
    return grammar.pronounce(said).removesuffix(",")


def _plain(digits: str, grammar: Grammar) -> str:
    """Say a run of digits as a number if it looks like one, else one by one."""
    is_number = len(digits) < 7 and (digits == "0" or not digits.startswith("0"))
    return grammar.cardinal(int(digits)) if is_number else grammar.digits(digits)
