"""E-mail addresses, web addresses and telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from re import Match

from phonenumbers import (
    Leniency,
    PhoneNumberFormat,
    PhoneNumberMatch,
    PhoneNumberMatcher,
    format_number,
)

from narration.normalization.boundaries import KindRule
from narration.normalization.grammar import Grammar
from narration.normalization.quantities import parse_number

_LABEL = r"[A-Za-z0-9-]{1,63}"
_NOT_AFTER = r"(?<![0-9A-Za-zÀ-ɏ_.+-])"
"""As everywhere, only Latin letters and digits bind: 请写信至a@b.cn holds an address."""
_MAIL = rf"{_NOT_AFTER}[A-Za-z0-9][A-Za-z0-9_.+-]{{0,63}}@{_LABEL}(?:\.{_LABEL}){{1,8}}"
_SIGNS = r"[\w!#$%&*+,./;=?@~-](?<![^\x00-ɏ])|:(?=[\d/])"
_LINK = rf"{_NOT_AFTER}(?:https?://|www\.)(?:{_SIGNS}){{1,300}}"
_SECOND_LEVEL = "ac|co|com|edu|go|gob|gouv|gov|net|org"
_TOP_LEVEL = "be|ca|ch|cn|com|de|dz|edu|es|eu|fi|fr|gov|ie|info|int|lk|ma|mx|net|org|sa|se|sg|tn|uk"
_HOST = (
    rf"{_NOT_AFTER}(?<![@/]){_LABEL}(?:\.{_LABEL}){{0,4}}?"
    rf"\.(?:(?:{_SECOND_LEVEL})\.[a-z]{{2}}|(?:{_TOP_LEVEL}))"
    rf"(?![0-9A-Za-zÀ-ɏ_]|[.-][0-9A-Za-z])(?:/(?:{_SIGNS}){{0,200}})?"
)
_SCHEME = re.compile(r"https?://")
_PARTS = re.compile(r"[^\W\d_]+|\d+|[\W_]")
_VOWELS = re.compile("[aeiouyAEIOUY]|[^\x00-\x7f]")
_MOST_TRIES = 100


def rules(grammar: Grammar) -> Iterator[KindRule]:
    """Yield the rules for e-mail and web addresses of a grammar."""
    for pattern in (_MAIL, _LINK, _HOST):
        yield "address", pattern, partial(_say_match, grammar)


def say_online_address(grammar: Grammar, text: str) -> str:
    """Say an e-mail or web address: words as words, top-level domains of two letters and words
    without a vowel by their letters, signs by name. The scheme is left out."""
    text = _SCHEME.sub("", text)
    host, slash, path = text.partition("/")
    name, dot, top = host.rpartition(".")
    said = [_say_part(grammar, part) for part in _PARTS.findall(f"{name}{dot}")]
    top, colon, port = top.partition(":")
    said += [grammar.letters(top) if len(top) == 2 else _say_part(grammar, top)]
    said += [_say_part(grammar, part) for part in _PARTS.findall(f"{colon}{port}{slash}{path}")]
    return " ".join(filter(None, said))


def find_international(grammar: Grammar, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the telephone numbers of a text that begin with ``+``, which are nothing else."""
    if "+" in text:
        for start, end, spoken in find_telephones(grammar, text):
            if text.startswith(("+", "(+"), start):
                yield start, end, spoken


def find_telephones(grammar: Grammar, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start, the end and the spoken form of every telephone number in a text."""
    matcher = PhoneNumberMatcher(
        text, grammar.region, leniency=Leniency.VALID, max_tries=_MOST_TRIES
    )
    for match in matcher:
        if not _could_be_a_quantity(grammar, match):
            yield match.start, match.end, _say_number(grammar, match)


def say_telephone(grammar: Grammar, text: str) -> str:
    """Say a whole text as a telephone number, valid or not, in groups as written or as usual."""
    matcher = PhoneNumberMatcher(text, grammar.region, leniency=Leniency.POSSIBLE, max_tries=1)
    found = next(iter(matcher), None)
    if found is not None and found.raw_string == text.strip():
        return _say_number(grammar, found)
    groups = re.findall(r"\d+", text)
    if len(groups) == 1:
        groups = _in_threes(groups[0])
    return grammar.telephone(groups, international=text.lstrip(" (").startswith("+"))


def _say_match(grammar: Grammar, match: Match[str]) -> str:
    text = match[0].rstrip(".,;:!?-")
    return say_online_address(grammar, text) + match[0][len(text) :]


def _say_part(grammar: Grammar, part: str) -> str:
    if part.isdecimal():
        return grammar.digits(part)
    if len(part) == 1:
        return grammar.letter(part)
    return part if _VOWELS.search(part) else grammar.letters(part)


def _say_number(grammar: Grammar, match: PhoneNumberMatch) -> str:
    written = re.split(r"[^\d\s.()/+-]", match.raw_string)[0]
    international = written.lstrip("(").startswith("+")
    groups = re.findall(r"\d+", written)
    if len(groups) == 1:
        form = PhoneNumberFormat.INTERNATIONAL if international else PhoneNumberFormat.NATIONAL
        usual = re.findall(r"\d+", format_number(match.number, form).partition(" ext")[0])
        groups = usual if "".join(usual) == groups[0] else _in_threes(groups[0])
    spoken = grammar.telephone(groups, international)
    extension = match.number.extension
    if not extension:
        return spoken
    said = grammar.join(grammar.extension_word, grammar.digits(extension))
    return f"{spoken}{grammar.pause}{said}"


def _in_threes(digits: str) -> list[str]:
    return re.findall(r"\d{3}(?=\d{2})|\d+", digits)


def _could_be_a_quantity(grammar: Grammar, match: PhoneNumberMatch) -> bool:
    """Tell whether a national number may as well be a count or a reference: bare digits, or
    thousands, without the leading zero or bracket that tells a telephone number."""
    raw = match.raw_string
    if raw[0] in "+0(":
        return False
    marks = re.escape(grammar.grouping_marks.replace(" ", " \xa0"))
    return raw.isdecimal() or (
        re.fullmatch(rf"\d{{1,3}}(?:[{marks}]\d{{3}})+", raw) is not None
        and parse_number(raw, grammar.decimal_mark) is not None
    )
