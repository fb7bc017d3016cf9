"""Swedish, as in Sweden and in Finland.

num2words writes *etttusen* and *tjugode* for Swedish, so that the numbers are made here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from re import Match
from typing import ClassVar

from narration.normalization.boundaries import END, START
from narration.normalization.clock import after, opening_hours
from narration.normalization.grammar import Grammar, Rule
from narration.normalization.nouns import Gender, Noun
from narration.normalization.quantities import number_pattern, parse_number

_CARDINALS = (
    "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton "
    "sjutton arton nitton"
)
_ORDINALS = (
    "nollte första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte "
    "trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde"
)
_ROUND = "- - tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"
_ONES, _RANKS, _TENS = _CARDINALS.split(), _ORDINALS.split(), _ROUND.split()
_GREAT = ((10**12, "biljon"), (10**9, "miljard"), (10**6, "miljon"))
_NEUTER = frozenset({"GBP", "EGP", "SYP", "LBP", "SDG"})
"""Pounds; all other currencies are of common gender."""


class Swedish(Grammar):
    """Swedish."""

    home = "SE"
    minus = "minus"
    plus = "plus"
    point = "komma"
    fraction_by_digit = False
    amount_join = "och"
    percent_word = "procent"
    range_word = "till"
    number_word = "nummer"
    extension_word = "anknytning"
    symbols: ClassVar[Mapping[str, str]] = {
        **{"@": "snabel-a", ".": "punkt", "/": "snedstreck", "-": "bindestreck"},
        **{"_": "understreck", ":": "kolon", "#": "nummertecken", "+": "plus", "&": "och"},
        **{"?": "frågetecken", "=": "lika med", "%": "procent"},
        **{"<": "mindre än", ">": "större än"},
    }
    standing_signs: ClassVar[Mapping[str, str]] = {
        **{"≥": "minst", "≤": "högst", "±": "plus minus"},
        **{"×": "gånger", "÷": "delat med", "‰": "promille", "½": "en halv"},
    }
    abbreviations: ClassVar[Mapping[str, str]] = {
        **{"Ref.nr": "Referensnummer", "ref.nr": "referensnummer", "kap.": "kapitel"},
        **{f"mån{dash}fre": "måndag till fredag" for dash in "-–"},
        **{"/månad": " i månaden", "/vecka": " i veckan", "/dag": " om dagen"},
        **{"t.ex.": "till exempel", "T.ex.": "Till exempel", "bl.a.": "bland annat"},
        **{"dvs.": "det vill säga", "d.v.s.": "det vill säga", "m.m.": "med mera"},
        **{"osv.": "och så vidare", "o.s.v.": "och så vidare", "fr.o.m.": "från och med"},
        **{"t.o.m.": "till och med", "s.k.": "så kallad", "p.g.a.": "på grund av"},
        **{"pga": "på grund av", "f.d.": "före detta", "kl.": "klockan", "kl": "klockan"},
        **{"Kl.": "Klockan", "Kl": "Klockan", "Nr": "Nummer", "Tel.": "Telefon", "Ca": "Cirka"},
        **{
            "Enl.": "Enligt",
            "Bl.a.": "Bland annat",
            "Fr.o.m.": "Från och med",
        },
        **{"resp.": "respektive", "inkl.": "inklusive", "exkl.": "exklusive", "enl.": "enligt"},
        **{"ev.": "eventuellt", "jfr": "jämför", "nr": "nummer", "nr.": "nummer"},
        **{"tel.": "telefon", "ca": "cirka", "c:a": "cirka", "mkr": "miljoner kronor"},
        **{"tkr": "tusen kronor", "mnkr": "miljoner kronor", "m.fl.": "med flera"},
        **{"f.Kr.": "före Kristus", "e.Kr.": "efter Kristus", "/mån": " i månaden"},
        **{"i st.f.": "i stället för", "fr.": "från", "f.n.": "för närvarande", "/år": " om året"},
    }
    before_number: ClassVar[Mapping[str, str]] = {"v.": "vecka", "s.": "sidan", "avd.": "avdelning"}
    before_name: ClassVar[Mapping[str, str]] = {"Dr": "Doktor", "dr": "doktor", "hr": "herr"}
    in_address: ClassVar[Mapping[str, str]] = {
        **{"v.": "väg", "g.": "gata", "lgh": "lägenhet", "tr": "trappor", "bv": "bottenvåningen"},
    }
    signs: ClassVar[Mapping[str, str]] = {"kr": "SEK", "kr.": "SEK"}
    units: ClassVar[Mapping[str, Noun]] = {
        **{"SEK": Noun("kronor", one="krona"), "NOK": Noun("norska kronor", one="norsk krona")},
        **{"DKK": Noun("danska kronor", one="dansk krona"), "EUR": Noun("euro")},
        **{"USD": Noun("dollar"), "GBP": Noun("pund")},
    }
    minor_units: ClassVar[Mapping[str, Noun]] = {
        **{"SEK": Noun("öre"), "NOK": Noun("øre"), "DKK": Noun("øre"), "GBP": Noun("pence")},
        **{"EUR": Noun("cent", gender=Gender.COMMON), "USD": Noun("cent", gender=Gender.COMMON)},
    }
    scales = ("miljoner", "miljon", "miljarder", "miljard")
    times = (
        r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?",
        after(r"kl\.", "kl", "klockan"),
    )
    ordinals = r"(?P<number>\d{1,6}):(?P<mark>a|e)"

    def rules(self) -> Sequence[Rule]:
        """Opening hours, prices such as ``100:-``, and personal identity numbers."""
        number = number_pattern(self.grouping_marks)
        return (
            (rf"{START}((?:19|20)?\d{{6}})([-+])(\d{{4}}){END}", self._say_identity_number),
            (rf"{START}({number}):-", self._say_price),
            opening_hours(self),
        )

    def cardinal(self, number: int, gender: Gender = Gender.MASCULINE) -> str:
        """Say a whole number; with Gender.COMMON a final one is *en*: ``tjugoen kronor``."""
        parts = []
        for value, name in _GREAT:
            count, number = divmod(number, value)
            if count:
                said = self.cardinal(count, Gender.COMMON)
                parts.append(f"{said} {name}{'er' if count > 1 else ''}")
        if number or not parts:
            parts.append(_below_million(number))
        said = " ".join(parts)
        ends_in_one = gender is Gender.COMMON and number % 10 == 1 and number % 100 != 11
        return f"{said.removesuffix('ett')}en" if ends_in_one else said

    def ordinal(self, number: int, mark: str = "") -> str:
        """Say a rank: ``första``, ``tjugoandra``."""
        whole, rest = divmod(number, 100)
        before = _below_million(whole * 100) if whole else ""
        if not rest and whole:
            return f"{before}de" if whole * 100 < 10**6 else f"nummer {self.cardinal(number)}"
        if whole * 100 >= 10**6:
            return f"nummer {self.cardinal(number)}"
        if rest < 20:
            return before + _RANKS[rest]
        tens, ones = divmod(rest, 10)
        return before + _TENS[tens] + (_RANKS[ones] if ones else "nde")

    def year(self, year: int) -> str:
        """Say a year: ``nittonhundraåttio``, ``tvåtusenfem``, ``tjugohundratjugofyra``."""
        century, rest = divmod(year, 100)
        if not 11 <= century <= 20 or (century == 20 and rest < 10):
            return self.cardinal(year).replace(" ", "")
        return f"{_below_hundred(century)}hundra{_below_hundred(rest) if rest else ''}"

    def date(self, day: int | None, month: int, year: int | None) -> str:
        """Say a date: ``första februari nittonhundraåttio``; *den* is left to the text."""
        said_day = self.ordinal(day) if day else ""
        return self.join(said_day, self.month_names[month], self.year(year) if year else "")

    def time(self, hour: int, minute: int, second: int | None, meridiem: str = "") -> str:
        """Say a time of 24 hours, with the zero of the first nine minutes."""
        said = [self.cardinal(hour), self._two_digits(minute) if minute or second else ""]
        return self.join(*said, self._two_digits(second) if second else "")

    def unit(self, code: str) -> Noun:
        """Return the name of a currency, with its gender."""
        gender = Gender.NEUTER if code in _NEUTER else Gender.COMMON
        return replace(super().unit(code), gender=gender)

    def measure_noun(self, sign: str) -> Noun:
        """Return the name of a unit of measure: ``en kilometer``, but ``ett kilogram``."""
        gender = Gender.NEUTER if sign == "kg" else Gender.COMMON
        return replace(super().measure_noun(sign), gender=gender)

    def _two_digits(self, number: int) -> str:
        return self.join("noll" if number < 10 else "", self.cardinal(number))

    def _say_identity_number(self, match: Match[str]) -> str:
        birth, mark, last = match.groups()
        sign = self.plus if mark == "+" else ""
        date = self.groups([birth[:-4], birth[-4:-2], birth[-2:]])
        return f"{date}, {self.join(sign, self.digits(last))}"

    def _say_price(self, match: Match[str]) -> str | None:
        value = parse_number(match[1], self.decimal_mark)
        return None if value is None else self.amount(value, "SEK")


def _below_hundred(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (_ONES[ones] if ones else "")


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    said = f"{_ONES[hundreds]}hundra" if hundreds else ""
    return said + (_below_hundred(rest) if rest or not hundreds else "")


def _below_million(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(number)
    # Of three equal consonants in a row Swedish writes two: ett and tusen make ettusen.
    said = f"{_below_thousand(thousands)}tusen".replace("etttusen", "ettusen")
    return f"{said} {_below_thousand(rest)}" if rest else said


GRAMMAR = Swedish
