"""English: British by default, with American dates, numbers and order in en-US."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from re import Match
from typing import ClassVar

from num2words import num2words

from narration.normalization.boundaries import END, START
from narration.normalization.grammar import Grammar, Rule
from narration.normalization.nouns import Gender, Noun
from narration.normalization.quantities import number_pattern, parse_number

_SCALES = {"k": "thousand", "m": "million", "bn": "billion"}
_PERIODS = {"pw": "a week", "pm": "a month", "pcm": "a month", "pa": "a year", "p.a.": "a year"}
_CENT = Noun("cents", one="cent")
_CENTIME = Noun("centimes", one="centime")


class English(Grammar):
    """English as spoken in the region; 24-hour times stay 24-hour."""

    home = "GB"
    num2words_language = "en"
    extension_word = "extension"
    symbols: ClassVar[Mapping[str, str]] = {
        **{"@": "at", ".": "dot", "/": "slash", "-": "dash", "_": "underscore", ":": "colon"},
        **{"#": "hash", "+": "plus", "&": "and", "?": "question mark", "=": "equals"},
        **{"%": "percent", "<": "less than", ">": "greater than", "*": "star"},
    }
    standing_signs: ClassVar[Mapping[str, str]] = {
        **{"≥": "at least", "≤": "at most", "±": "plus or minus"},
        **{"×": "times", "÷": "divided by", "‰": "per thousand", "½": "a half"},
    }
    # A bare A before a word is the article to an engine; before a comma it is the letter.
    letter_names: ClassVar[Mapping[str, str]] = {"A": "A,"}
    abbreviations: ClassVar[Mapping[str, str]] = {
        **{"e.g.": "for example", "i.e.": "that is", "etc.": "et cetera", "vs.": "versus"},
        **{"approx.": "approximately", "incl.": "including", "excl.": "excluding"},
        **{
            "Mr.": "Mister",
            "Mrs.": "Missus",
            "Ms.": "Miz",
            "Dr.": "Doctor",
            "a.k.a.": "also known as",
        },
        **{"c/o": "care of", "and/or": "and or", "he/she": "he or she", "He/she": "He or she"},
        **{"his/her": "his or her", "him/her": "him or her", "ref.": "reference"},
        **{f"Mon{dash}Fri": "Monday to Friday" for dash in "-–"},
        **{"/month": " a month", "/week": " a week", "/year": " a year", "/day": " a day"},
    }
    before_number: ClassVar[Mapping[str, str]] = {
        **{"No.": "number", "no.": "number", "Nos.": "numbers", "N°": "number", "№": "number"},
        **{"p.": "page", "pp.": "pages", "art.": "article", "Art.": "Article", "#": "number"},
        **{"Sec.": "Section", "sec.": "section", "para.": "paragraph", "tel.": "telephone"},
        **{
            "Tel.": "Telephone",
            "§": "section",
            "Ch.": "Chapter",
            "ch.": "chapter",
            "Sch.": "Schedule",
        },
    }
    before_name: ClassVar[Mapping[str, str]] = {
        **{"Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor"},
        **{"St.": "Saint", "Prof.": "Professor", "Hon.": "Honourable"},
    }
    in_address: ClassVar[Mapping[str, str]] = {
        **{"St.": "Street", "St": "Street", "Rd.": "Road", "Rd": "Road", "Ave.": "Avenue"},
        **{"Ave": "Avenue", "Blvd.": "Boulevard", "Blvd": "Boulevard", "Ln": "Lane"},
        **{"Apt.": "Apartment", "Apt": "Apartment", "Sq.": "Square", "Dr": "Drive"},
        **{"Bldg.": "Building", "Bldg": "Building", "Fl.": "Floor", "P.O. Box": "P O Box"},
    }
    signs: ClassVar[Mapping[str, str]] = {"euro": "EUR", "euros": "EUR"}
    units: ClassVar[Mapping[str, Noun]] = {
        "EUR": Noun("euros", one="euro"),
        "GBP": Noun("pounds", one="pound"),
        "USD": Noun("dollars", one="dollar"),
        "IDR": Noun("rupiah"),
        "MYR": Noun("ringgit"),
    }
    home_units: ClassVar[Mapping[str, Noun]] = {
        **dict.fromkeys(("CAD", "AUD", "SGD", "NZD"), Noun("dollars", one="dollar")),
        **dict.fromkeys(("INR", "LKR"), Noun("rupees", one="rupee")),
        **dict.fromkeys(("KES", "TZS", "UGX"), Noun("shillings", one="shilling")),
    }
    minor_units: ClassVar[Mapping[str, Noun]] = {
        **dict.fromkeys(("EUR", "USD", "CAD", "AUD", "SGD", "LKR", "KES", "ZAR", "NZD"), _CENT),
        **dict.fromkeys(("MAD", "DZD", "CHF"), _CENTIME),
        "GBP": Noun("pence", one="penny"),
        "INR": Noun("paise", one="paisa"),
        "MYR": Noun("sen"),
        "SAR": Noun("halalas", one="halala"),
        "EGP": Noun("piastres", one="piastre"),
        "MXN": Noun("centavos", one="centavo"),
        "SEK": Noun("öre"),
        "TND": Noun("millimes", one="millime"),
        "AED": Noun("fils"),
        "NGN": Noun("kobo"),
    }
    scales: ClassVar[tuple[str, ...]] = ("thousand", "million", "billion", "trillion", *_SCALES)
    months: ClassVar[Mapping[str, int]] = {"Sept": 9}
    dates: ClassVar[tuple[str, ...]] = (
        r"(?:the\s)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{months})"
        r"(?:\.?,?\s(?P<year>[12]\d{3}))?",
        r"(?P<month>{months})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s(?P<year>[12]\d{3}))?",
    )
    times: ClassVar[tuple[str, ...]] = (
        *Grammar.times,
        r"(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)\s?(?P<meridiem>{meridiems})",
    )
    meridiems: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("am", "a.m.", "a.m", "a m"), "a.m."),
        **dict.fromkeys(("pm", "p.m.", "p.m", "p m"), "p.m."),
    }
    ordinals = r"(?P<number>\d{1,6})(?:st|nd|rd|th)"

    def rules(self) -> Sequence[Rule]:
        """Return the rules for amounts with their period, ``£50pw``, and for British pence."""
        number, periods = number_pattern(self.grouping_marks), "|".join(map(re.escape, _PERIODS))
        rate = rf"{START}(?P<sign>[£€$])(?P<number>{number})[ \xa0]?(?P<period>{periods})(?!\w)"
        pence = rf"{START}(?P<number>\d{{1,2}})p{END}"
        rules: tuple[Rule, ...] = ((rate, self._say_rate),)
        return (*rules, (pence, self._say_pence)) if self.region == "GB" else rules

    def cardinal(self, number: int, gender: Gender = Gender.MASCULINE) -> str:
        """Say a number, without "and" after the hundreds in American English."""
        spoken = str(num2words(number, lang="en")).replace(",", "")
        return spoken.replace(" and ", " ") if self._american else spoken

    def ordinal(self, number: int, mark: str = "") -> str:
        """Say a rank: ``twenty-first``."""
        return str(num2words(number, lang="en", to="ordinal")).replace(",", "")

    def year(self, year: int) -> str:
        """Say a year by its halves: ``nineteen eighty``."""
        return str(num2words(year, lang="en", to="year")).replace("oh-", "oh ")

    def date(self, day: int | None, month: int, year: int | None) -> str:
        """Say ``the first of February nineteen eighty``, or in the American order."""
        name, said_year = self.month_names[month], self.year(year) if year else ""
        if day is None:
            return self.join(name, said_year)
        if self._american:
            said = f"{name} {self.ordinal(day)}"
            return f"{said}, {said_year}" if said_year else said
        return self.join("the", self.ordinal(day), "of", name, said_year)

    def time(self, hour: int, minute: int, second: int | None, meridiem: str = "") -> str:
        """Say ``two thirty p.m.``, ``fourteen thirty``, ``nine oh five`` or ``nine o'clock``."""
        said = self.cardinal(hour)
        if minute:
            said = f"{said} {'oh ' if minute < 10 else ''}{self.cardinal(minute)}"
        elif not meridiem:
            said = (
                "midnight" if hour in {0, 24} else f"{said} {'o’clock' if hour < 13 else 'hundred'}"
            )
        if second:
            said = f"{said} and {self.count_seconds(second)}"
        return self.join(said, meridiem)

    def scaled(self, value: Decimal, scale: str, unit: Noun) -> str:
        """Say an amount such as £1.5m."""
        return super().scaled(value, _SCALES.get(scale, scale), unit)

    def _say_rate(self, match: Match[str]) -> str | None:
        value, code = parse_number(match["number"], self.decimal_mark), self.currency(match["sign"])
        if value is None or code is None:
            return None
        return self.join(self.amount(value, code), _PERIODS[match["period"]])

    def _say_pence(self, match: Match[str]) -> str:
        return self.amount(Decimal(int(match["number"])) / 100, "GBP")

    def count_seconds(self, second: int) -> str:
        """Say ``one second`` or ``ten seconds``."""
        return f"{self.cardinal(second)} second{'s' if second > 1 else ''}"

    @property
    def _american(self) -> bool:
        return self.region == "US"


GRAMMAR = English
