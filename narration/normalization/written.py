"""References, ordinals, abbreviations and long runs of digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from re import Match

from narration.normalization.boundaries import END, NO_LETTER, START, TAKEN, KindRule, is_lettered
from narration.normalization.grammar import Grammar
from narration.normalization.quantities import number_pattern, parse_number

_IBAN = r"[A-Z]{2}\d{2}(?:[ \xa0][A-Z0-9]{4}){2,8}(?:[ \xa0][A-Z0-9]{1,3}(?![A-Za-z0-9]))?"
_INSURANCE = r"[A-Z]{2}(?:[ \xa0]\d\d){3}[ \xa0][A-Z]"
_CODE = r"[A-Z0-9]++(?:[-/.][A-Z0-9]++)*+|[a-z]{1,3}\d{5,20}[a-z]{0,2}"
_DIGIT_GROUPS = r"(?:\+|(?<!\d)\(\d{2,5}\)[ \xa0]?)?+\d++(?:[-/. \xa0]\d++)*+"
_LAW = re.compile(r"\d{1,4}/(?:19|20)\d\d")
_PAIRS = re.compile(r"\d\d-\d\d-\d\d")
_MARKED_YEAR = re.compile(r"[A-Z]+[-/](?:19|20)\d\d|\d{1,4}[A-Z]{1,2}")
_CODE_LENGTH = 5
_LONG, _DOTTED_LONG = 7, 9


def rules(grammar: Grammar) -> Iterator[KindRule]:
    """Yield the rules for reference numbers and ordinals of a grammar."""
    spaced = rf"{START}(?:{_IBAN}|{_INSURANCE}){END}"
    yield "reference", spaced, partial(_say_spaced, grammar)
    yield "reference", rf"{START}(?:{_CODE}){END}", partial(_say_code, grammar)
    if grammar.ordinals:
        yield "ordinal", f"{START}(?:{grammar.ordinals}){END}", partial(_say_ordinal, grammar)


def late_rules(grammar: Grammar) -> Iterator[KindRule]:
    """Yield the rules that come after telephone numbers: abbreviations and runs of digits."""
    number, name = rf"(?=[ \xa0]?[\d{TAKEN}])", r"(?=[ \xa0]?[^\W\d_])"
    yield from _abbreviations(grammar.before_number, number, _say_short)
    yield from _abbreviations(grammar.before_name, name, _say_title)
    yield from _abbreviations(grammar.abbreviations, "", _say_short)
    signs = "|".join(map(re.escape, grammar.standing_signs)) or "(?!)"
    signs = signs.replace("½", r"(?<!\d)½")
    yield "sign", rf"(?<!\S)[@+=](?!\S)|{signs}", partial(_say_sign, grammar)
    yield "digits", rf"{START}{_DIGIT_GROUPS}{END}", partial(_say_digits, grammar)


def _abbreviations(
    table: Mapping[str, str],
    context: str,
    say: Callable[[Mapping[str, str], Match[str]], str | None],
) -> Iterator[KindRule]:
    if table:
        keys = "|".join(map(_whole, sorted(table, key=len, reverse=True)))
        yield "abbreviation", rf"(?<![^\W_])(?<!\w\.)(?:{keys}){context}", partial(say, table)


def _whole(key: str) -> str:
    return re.escape(key) + (NO_LETTER if is_lettered(key[-1]) else "")


def _say_short(table: Mapping[str, str], match: Match[str]) -> str:
    """Write out an abbreviation; its full stop still ends the sentence at the end of the text."""
    ends = match[0].endswith(".") and not match.string[match.end() :].strip()
    return table[match[0]] + ("." if ends else "")


def _say_sign(grammar: Grammar, match: Match[str]) -> str | None:
    """Say a sign that stands alone between words, such as ``@``, or before a number: ``≥ 65``."""
    word = grammar.standing_signs.get(match[0]) or grammar.symbols.get(match[0])
    return f"{grammar.joiner}{word}{grammar.joiner}" if word else None


def _say_title(table: Mapping[str, str], match: Match[str]) -> str | None:
    """Write out a title before a capital, or before a letter of a script that has none."""
    following = match.string[match.end() :].lstrip(" \xa0")[:1]
    return None if following.islower() else table[match[0]]


def _say_ordinal(grammar: Grammar, match: Match[str]) -> str:
    return grammar.ordinal(int(match["number"]), match.groupdict().get("mark") or "")


def _say_spaced(grammar: Grammar, match: Match[str]) -> str:
    return grammar.pause.join(grammar.letters(group) for group in match[0].split())


def _say_code(grammar: Grammar, match: Match[str]) -> str | None:
    """Spell a reference of letters and digits; leave names (COVID-19, CAN-2025, 100KG) alone."""
    code = match[0]
    letters = re.findall("[A-Za-z]+", code)
    digits = sum(character.isdecimal() for character in code)
    if not letters or digits < 2 or sum(map(len, letters)) + digits < _CODE_LENGTH:
        return None
    is_word = len(max(letters, key=len)) > 3 and digits < 4
    return None if is_word or _MARKED_YEAR.fullmatch(code) else grammar.letters(code)


def _say_digits(grammar: Grammar, match: Match[str]) -> str | None:
    """Say seven digits or more one by one, and irregular groups of them with pauses.

    So are said the telephone numbers that are not valid ones: partly hidden, or made up. With
    full stops it takes nine digits, since 192.168.1.1 is no such number; and 883/2004 is a law."""
    groups = re.findall(r"\d+", match[0])
    is_number = re.fullmatch(number_pattern(grammar.grouping_marks), match[0])
    grouped = is_number and parse_number(match[0], grammar.decimal_mark) is not None
    least = _DOTTED_LONG if "." in match[0] else _LONG
    if _PAIRS.fullmatch(match[0]):
        return grammar.groups(groups)
    if len("".join(groups)) < least or (len(groups) > 1 and grouped) or _LAW.fullmatch(match[0]):
        return None
    if match[0].startswith("+"):
        return grammar.telephone(groups, international=True)
    return grammar.digits(groups[0]) if len(groups) == 1 else grammar.groups(groups)
