"""Ranges, amounts of money, percentages and plain numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from re import Match

from babel.numbers import list_currencies

from narration.normalization import measures
from narration.normalization.boundaries import (
    END,
    LOOSE_START,
    MARKS,
    NO_LETTER,
    START,
    KindRule,
    is_lettered,
)
from narration.normalization.grammar import Grammar
from narration.normalization.quantities import number_pattern, parse_number
from narration.normalization.signs import CODES, SIGNS

_GROUPED_BY_POINT = frozenset({"IDR"})
"""Currencies written with a point between thousands, even in a language that does not."""
_YEARS = range(1000, 2101)
_NO_CENTS = r"(?:[.,][-–—]{1,2}(?!\w))?+"
"""What stands in the place of cents, as in ``CHF 50.–``."""
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_NOT_A_COUNTRY = "".join(rf"(?<!\+\d{{{digits}}}[ \xa0-])" for digits in (1, 2, 3))
"""Keeps what follows a country's code, as in ``+60 12-345``, from being a range."""


def rules(grammar: Grammar) -> Iterator[KindRule]:
    """Yield the rules for ranges, amounts and percentages of a grammar."""
    number = number_pattern(grammar.grouping_marks)
    signs = "|".join(map(_bounded, sorted(_signs(grammar), key=len, reverse=True)))
    scales = "|".join(map(re.escape, sorted(grammar.scales, key=len, reverse=True))) or "(?!)"
    dash, space = r"(?:[ \xa0]?[-–—][ \xa0]?|~)", r"[ \xa0]?"
    names = "|".join(map(re.escape, sorted(_unit_names(grammar), key=len, reverse=True)))
    again = rf"(?:{space}(?P<again>{names})(?![0-9A-Za-zÀ-ɏ]))?+"
    scale = rf"(?:{space}(?P<{{}}>{scales}){NO_LETTER})?+"
    before = rf"(?P<sign>{signs}){space}(?P<number>{number}){_NO_CENTS}{scale.format('scale')}"
    after = rf"(?P<number2>{number}){_NO_CENTS}{scale.format('scale2')}{space}(?P<sign2>{signs})"
    minus = r"(?P<{}>(?:(?<!\S)|(?<=\())-)?"
    pair = rf"(?P<first>{number})(?P<dash>{dash})(?P<last>{number})"
    measure = measures.sign_pattern(grammar)
    unit = rf"(?:{space}(?:(?P<percent>%)|(?P<measure>{measure})|(?P<sign2>{signs})))?+"
    span = rf"{START}{_NOT_A_COUNTRY}(?:(?P<sign>{signs}){space})?{pair}{unit}{END}"
    years = rf"{START}(?P<first>(?:19|20)\d\d)[-–/](?P<last>(?:19|20)?\d\d){END}"
    yield "range", years, partial(_say_tax_year, grammar)
    yield "range", span, partial(_say_range, grammar)
    before = rf"{LOOSE_START}{minus.format('minus')}{before}{again}{END}"
    amount = rf"{before}|{START}{minus.format('minus2')}{after}"
    yield "amount", amount, partial(_say_amount, grammar)
    percent = rf"(?P<minus>(?<![^\s(])[-+])?(?P<number>{number}){space}%"
    either = rf"{START}(?:{percent}|%(?P<after>{number}){END})"
    yield "percent", either, partial(_say_percent, grammar)


def _unit_names(grammar: Grammar) -> set[str]:
    """Return what may stand after an amount with a sign: $500 pesos, ¥500元, $500 MXN."""
    nouns = (*grammar.units.values(), *grammar.home_units.values())
    return {*CODES, *(noun.other for noun in nouns)}


def number_rules(grammar: Grammar) -> Iterator[KindRule]:
    """Yield the rule for plain numbers with marks, which comes last of all."""
    number = number_pattern(grammar.grouping_marks)
    pattern = rf"{START}(?P<minus>(?<!\S)[-+])?(?P<number>{number}){END}"
    yield "number", pattern, partial(_say_number, grammar)


def say_amount(grammar: Grammar, text: str) -> str | None:
    """Say a whole text as money: any ISO 4217 code or sign before or after the number, and the
    region's own currency where there is none. Returns None if the text holds no number, or
    anything else."""
    found = re.search(number_pattern(" "), text)
    value = parse_number(found[0], grammar.decimal_mark) if found else None
    if found is None or value is None:
        return None
    around = f"{text[: found.start()]} {text[found.end() :]}".strip(" \xa0-+")
    code = grammar.currency(around) if around else grammar.own_currency
    code = code or (around if around in list_currencies() else None)
    if around and code is None:
        return None
    value = -value if re.match(r"\s*-", text) else value
    return grammar.amount(value, code) if code else grammar.number(value)


def _signs(grammar: Grammar) -> Mapping[str, str]:
    return {**SIGNS, "$": "USD", **grammar.signs}


def _bounded(sign: str) -> str:
    """Keep a sign of letters apart from the letters around it: ``RM`` is not in ``FORM 5``."""
    first = rf"(?<![^\W\d_])(?<![{MARKS}])" if is_lettered(sign[0]) else ""
    last = NO_LETTER if is_lettered(sign[-1]) else ""
    return f"{first}{re.escape(sign)}{last}"


def _mark(grammar: Grammar, code: str | None) -> str:
    return "," if code in _GROUPED_BY_POINT else grammar.decimal_mark


def _say_amount(grammar: Grammar, match: Match[str]) -> str | None:
    code = grammar.currency(match["sign"] or match["sign2"])
    value = parse_number(match["number"] or match["number2"], _mark(grammar, code))
    if code is None or value is None:
        return None
    scale = match["scale"] or match["scale2"] or ""
    if match["again"] in CODES:
        code = match["again"]
    elif match["again"] not in {None, grammar.unit(code).other}:
        return grammar.join(grammar.number(value if value % 1 else value // 1), match["again"])
    negative = match["minus"] or match["minus2"]
    return grammar.amount(-value if negative else value, code, scale)


def _say_percent(grammar: Grammar, match: Match[str]) -> str | None:
    value = parse_number(match["number"] or match["after"], grammar.decimal_mark)
    if value is None:
        return None
    plus = grammar.plus if match["minus"] == "+" else ""
    spoken = grammar.number(-value if match["minus"] == "-" else value)
    return grammar.percent(grammar.join(plus, spoken))


def _say_range(grammar: Grammar, match: Match[str]) -> str | None:
    sign = match["sign"] or match["sign2"]
    code = grammar.currency(sign) if sign else None
    first, last = (parse_number(match[name], _mark(grammar, code)) for name in ("first", "last"))
    if first is None or last is None or first >= last:
        return None
    if code:
        return grammar.span(grammar.number(first), grammar.amount(last, code))
    if match["measure"]:
        return measures.say_range(grammar, first, last, match["measure"])
    if match["percent"]:
        return grammar.percent(grammar.span(grammar.number(first), grammar.number(last)))
    return _say_bare_range(grammar, match, first, last)


def _say_bare_range(
    grammar: Grammar, match: Match[str], first: Decimal, last: Decimal
) -> str | None:
    """Say a range without a unit: years, or at most three digits a side without leading zeros.

    A spaced hyphen may be a subtraction, and a longer number a reference."""
    texts = (match["first"], match["last"])
    if " - " in match["dash"] or any(text.startswith("0") for text in texts):
        return None
    if all(len(text) == 4 and text.isdecimal() and int(text) in _YEARS for text in texts):
        return grammar.span(grammar.year(int(first)), grammar.year(int(last)))
    if any(len(text) > 3 and text.isdecimal() for text in texts):
        return None
    return grammar.span(grammar.number(first), grammar.number(last))


def _say_tax_year(grammar: Grammar, match: Match[str]) -> str | None:
    """Say a tax or school year over two calendar years: ``2024-25``, ``2024/2025``.

    ``2011-12`` may as well be December 2011, and is left alone."""
    first, last = int(match["first"]), match["last"]
    if not str(first + 1).endswith(last) or (len(last) == 2 and int(last) <= 12):
        return None
    return grammar.span(grammar.year(first), grammar.year(first + 1))


def _say_number(grammar: Grammar, match: Match[str]) -> str | None:
    """Say a number that has marks; one without is left to the engine, which reads it well.

    A single mark that is not the decimal one, and does not part thousands, may part something
    else than a number: a section, a version."""
    text, sign = match["number"], match["minus"]
    value = parse_number(text, grammar.decimal_mark)
    marks = [mark for mark in text if mark in ".,"]
    is_other = marks not in ([], [grammar.decimal_mark]) and len(marks) == 1
    if value is None or text.isdecimal() or (is_other and not _THOUSANDS.fullmatch(text)):
        return None
    spoken = grammar.number(-value if sign == "-" else value)
    return grammar.join(grammar.plus, spoken) if sign == "+" else spoken
