"""What a language module tells the normalizer: how numbers, dates, amounts and the rest are said.

`Grammar` has working defaults for every method, built on Babel and num2words; a language's module
subclasses it and overrides what differs, most often class attributes alone. Every text that
reaches a grammar is already cleaned: its digits are ASCII, its unusual spaces are U+00A0, and its
control and zero-width characters are gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from re import Match
from typing import ClassVar

from babel.numbers import get_currency_precision, get_territory_currencies
from num2words import num2words

from narration.normalization.cldr_nouns import currency_noun, unit_noun
from narration.normalization.conventions import date_order, find_locale
from narration.normalization.nouns import Gender, Noun
from narration.normalization.signs import MEASURES, SIGNS

Rule = tuple[str, Callable[[Match[str]], str | None]]
"""A regular expression, and what its match is said as; None leaves the match to other rules."""


class Grammar:
    """How one language says things, in one region. Everything below can be overridden."""

    home: ClassVar[str | None] = None
    """Region (ISO 3166) assumed when the tag has none: for telephone numbers and ``$``."""
    num2words_language: ClassVar[str | None] = None
    """num2words' code; None where `cardinal` and `ordinal` are overridden."""
    joiner: ClassVar[str] = " "
    """What stands between spoken words: a space, or nothing (Chinese)."""
    pause: ClassVar[str] = ", "
    """What makes an engine pause between groups of digits or letters."""
    decimal_mark: str = ""
    """Decimal mark of plain numbers; CLDR's for the region if empty."""
    grouping_marks: str = ""
    """Characters that group thousands in plain numbers; CLDR's for the region if empty. A space
    means U+00A0 and U+0020 alike; U+00A0 groups in every language."""
    date_order: str = ""
    """Order of purely numeric dates: ``dmy``, ``mdy`` or ``ymd``; CLDR's for the region if
    empty. A date that begins with a year of four digits is read in every language."""

    minus: ClassVar[str] = "minus"
    plus: ClassVar[str] = "plus"
    point: str = "point"
    """The decimal mark, said."""
    fraction_by_digit: ClassVar[bool] = True
    """Whether 3.25 is "point two five"; else a fraction of two digits is one number."""
    amount_join: ClassVar[str] = "and"
    """The word between units and minor units; empty where there is none."""
    percent_word: ClassVar[str] = "percent"
    range_word: ClassVar[str] = "to"
    number_word: ClassVar[str] = "number"
    extension_word: ClassVar[str] = "extension"
    symbols: ClassVar[Mapping[str, str]] = {}
    """Words for ``@ . / - _ : # + & ? = %`` and ``< >`` as said in addresses, spelling and text."""
    standing_signs: ClassVar[Mapping[str, str]] = {}
    """Words for signs of mathematics wherever they stand: ``≥`` to ``at least``."""
    letter_names: ClassVar[Mapping[str, str]] = {}
    """Names of letters, upper case, that engines do not say well; others stay as they are."""

    abbreviations: ClassVar[Mapping[str, str]] = {}
    """Always written out, case-sensitive, with their full stops: ``e.g.`` to ``for example``."""
    before_number: ClassVar[Mapping[str, str]] = {}
    """Written out only before a number: ``No.`` to ``number``."""
    before_name: ClassVar[Mapping[str, str]] = {}
    """Written out only before a capital or an uncased letter: ``M.`` to ``monsieur``."""
    in_address: ClassVar[Mapping[str, str]] = {}
    """Written out only under the address hint: ``Rd`` to ``Road``."""

    signs: ClassVar[Mapping[str, str]] = {}
    """Signs of currencies, to ISO 4217, added to `SIGNS` or in their place."""
    units: ClassVar[Mapping[str, Noun]] = {}
    """Short names of currencies that are clear everywhere; Babel names the others."""
    home_units: ClassVar[Mapping[str, Noun]] = {}
    """Short names used only where the currency is the region's own: ``dirham`` in Morocco."""
    minor_units: ClassVar[Mapping[str, Noun]] = {}
    """Minor units by currency: EUR to ``cent``. Without one the amount is said as a decimal."""
    feminine_currencies: ClassVar[frozenset[str]] = frozenset()
    """Currencies whose Babel name is feminine."""
    scales: ClassVar[tuple[str, ...]] = ()
    """Words after the number of an amount that multiply it: ``million``."""

    measures: ClassVar[Mapping[str, Noun]] = {}
    """Names of units of measure, by keys of `MEASURES`, in the place of CLDR's."""
    measure_signs: ClassVar[Mapping[str, str]] = {}
    """The language's own signs of units, to a key of `MEASURES`: ``Mo`` to ``MB``."""

    months: ClassVar[Mapping[str, int]] = {}
    """Further names and abbreviations of months, lower case, added to CLDR's."""
    dates: ClassVar[tuple[str, ...]] = (
        r"(?P<day>\d{1,2})\s(?P<month>{months})\.?(?:,?\s(?P<year>\d{4}))?",
    )
    """Dates with the name of a month, as regular expressions with the named groups ``day``,
    ``month`` (a name or a number) and ``year``; ``{months}`` stands for every name known. Word
    boundaries are added. A short name counts as a date only with a year."""
    times: ClassVar[tuple[str, ...]] = (
        r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\s?(?P<meridiem>{meridiems}))?",
        r"(?P<hour>\d{1,2})\s?(?P<meridiem>{meridiems})",
    )
    """Times, with the named groups ``hour``, ``minute``, ``second`` and ``meridiem``."""
    meridiems: ClassVar[Mapping[str, str]] = {}
    """Written marks of the halves of the day, lower case, to ``am`` or ``pm``. While it is empty
    the patterns of `times` that need one are unused."""
    ordinals: ClassVar[str] = ""
    """Regular expression for a written ordinal, with the group ``number`` and, where forms
    differ, ``mark`` (the ending: ``er`` in 1er); empty for none."""

    def __init__(self, language: str, region: str | None = None) -> None:
        """Make the grammar of a language subtag (``ar``) for a region (``MA``), if one is asked."""
        self.language = language
        self.region = region or self.home
        self.locale = find_locale(language, self.region, self.home)
        marks = self.locale.number_symbols["latn"]
        self.decimal_mark = self.decimal_mark or marks["decimal"]
        self.grouping_marks = self.grouping_marks or re.sub(r"\s", " ", marks["group"])
        self.date_order = self.date_order or date_order(self.locale)

    def rules(self) -> Sequence[Rule]:
        """Return the language's own rules, tried before all others on text without a hint."""
        return ()

    def pronounce(self, spoken: str) -> str:
        """Return words that were written out in the spelling that engines say best."""
        return spoken

    # Numbers

    def cardinal(self, number: int, gender: Gender = Gender.MASCULINE) -> str:
        """Say a whole number that stands alone or before a noun of `gender`."""
        return str(num2words(number, lang=self.num2words_language))

    def ordinal(self, number: int, mark: str = "") -> str:
        """Say a rank; `mark` is the ending as written (``er``, ``ª``), or empty."""
        return str(num2words(number, lang=self.num2words_language, to="ordinal"))

    def year(self, year: int) -> str:
        """Say a year of the calendar."""
        return self.cardinal(year)

    def number(self, value: Decimal, gender: Gender = Gender.MASCULINE) -> str:
        """Say any number: sign, whole part and fraction, as many decimals as were written."""
        if value.is_signed():
            return self.join(self.minus, self.number(-value, gender))
        whole, _, fraction = f"{value:f}".partition(".")
        spoken = self.cardinal(int(whole), gender) if len(whole) <= 15 else self.digits(whole)
        return self.join(spoken, self.point, self.fraction(fraction)) if fraction else spoken

    def fraction(self, digits: str) -> str:
        """Say the digits after the decimal mark."""
        if self.fraction_by_digit or len(digits) > 2 or digits.startswith("0"):
            return self.digits(digits)
        return self.cardinal(int(digits))

    def percent(self, value: str) -> str:
        """Say a percentage whose number is already spoken (``ten to twelve``)."""
        return self.join(value, self.percent_word)

    def span(self, first: str, last: str) -> str:
        """Say a range between two things that are already spoken."""
        return self.join(first, self.range_word, last)

    def count(self, number: Decimal, noun: Noun) -> str:
        """Say a number of things, in agreement: ``twenty-one pounds``."""
        spoken = self.number(number, noun.gender)
        return self.join(spoken, noun.form(self.locale.plural_form(number)))

    # Letters and digits

    def join(self, *words: str) -> str:
        """Put spoken words together, leaving out empty ones."""
        return self.joiner.join(word for word in words if word)

    def digits(self, text: str) -> str:
        """Say a run of ASCII digits one by one."""
        return self.join(*(self.cardinal(int(digit)) for digit in text))

    def letters(self, text: str) -> str:
        """Spell a text: letters and digits one by one, known symbols by name, the rest left out."""
        return " ".join(filter(None, (self.letter(character) for character in text)))

    def letter(self, character: str) -> str:
        """Say one character by its name, or return an empty string if it has none."""
        if character.isascii() and character.isdigit():
            return self.digits(character)
        if character.isalpha():
            capital = character.upper()
            return self.letter_names.get(capital, capital)
        return self.symbols.get(character, "")

    def groups(self, groups: Sequence[str]) -> str:
        """Say a long number in the groups it is written in, with a pause after each."""
        return self.pause.join(self.digits(group) for group in groups)

    def telephone(self, groups: Sequence[str], international: bool = False) -> str:
        """Say a telephone number; with `international`, the first group is the country's code."""
        return self.join(self.plus if international else "", self.groups(groups))

    def postcode(self, digits: str) -> str:
        """Say five or more digits in an address."""
        return self.digits(digits)

    # Calendar and clock

    @cached_property
    def month_names(self) -> Mapping[int, str]:
        """Names of the months as said in a date, from 1 to 12, of the region."""
        return dict(self.locale.months["format"]["wide"].items())

    def date(self, day: int | None, month: int, year: int | None) -> str:
        """Say a date of the Gregorian calendar; at most one of day and year is None."""
        said_day = self.cardinal(day) if day else ""
        return self.join(said_day, self.month_names[month], self.year(year) if year else "")

    def time(self, hour: int, minute: int, second: int | None, meridiem: str = "") -> str:
        """Say a time of day; `meridiem` is ``am``, ``pm`` or empty (24 hours)."""
        parts = (self.cardinal(hour), self.cardinal(minute) if minute else "")
        return self.join(*parts, self.cardinal(second) if second else "", meridiem)

    # Quantities and money

    @property
    def unit_signs(self) -> Mapping[str, str]:
        """Signs of units of measure as written in the language, to a key of `MEASURES`."""
        return {**dict(zip(MEASURES, MEASURES, strict=True)), **self.measure_signs}

    def measure(self, value: Decimal, sign: str) -> str:
        """Say a quantity with its unit: ``fifty kilograms``."""
        if value.is_signed():
            return self.join(self.minus, self.measure(-value, sign))
        return self.count(value, self.measure_noun(self.unit_signs[sign]))

    def measure_noun(self, sign: str) -> Noun:
        """Return the name of a unit of measure, a key of `MEASURES`."""
        return self.measures.get(sign) or unit_noun(MEASURES[sign], self.locale)

    def currency(self, sign: str) -> str | None:
        """Return the ISO 4217 code behind a sign, by region where one sign stands for many."""
        if sign == "$":
            own = self.own_currency
            return own if own in {"CAD", "MXN", "SGD", "AUD", "ARS", "CLP", "COP"} else "USD"
        return {**SIGNS, **self.signs}.get(sign)

    @cached_property
    def own_currency(self) -> str | None:
        """The ISO 4217 code used in the region, or None without a region."""
        codes = get_territory_currencies(self.region) if self.region else []
        return codes[0] if codes else None

    def unit(self, code: str) -> Noun:
        """Return the name of a currency to be counted."""
        short = self.home_units.get(code) if code == self.own_currency else None
        feminine = code in self.feminine_currencies
        gender = Gender.FEMININE if feminine else Gender.MASCULINE
        return short or self.units.get(code) or currency_noun(code, self.locale, gender)

    def amount(self, value: Decimal, code: str, scale: str = "") -> str:
        """Say an amount of money; `scale` is the word of `scales` that followed the number."""
        if value.is_signed():
            return self.join(self.minus, self.amount(-value, code, scale))
        unit, minor = self.unit(code), self.minor_units.get(code)
        if scale:
            return self.scaled(value, scale, unit)
        precision = get_currency_precision(code)
        whole, rest = divmod(value, 1)
        cents = rest.scaleb(precision)
        if cents and (minor is None or cents != int(cents)):
            return self.count(value, unit)
        said_minor = self.count(Decimal(int(cents)), minor) if cents and minor else ""
        if said_minor and not whole:
            return said_minor
        said = self.count(Decimal(int(whole)), unit)
        return self.join(said, self.amount_join if said_minor else "", said_minor)

    def scaled(self, value: Decimal, scale: str, unit: Noun) -> str:
        """Say an amount such as 1.5 million pounds."""
        return self.join(self.number(value), scale, unit.other)
