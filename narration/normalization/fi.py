"""Finnish."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from re import Match
from typing import ClassVar

from num2words import num2words

from narration.normalization.boundaries import END, LOOSE_START, START
from narration.normalization.clock import after, opening_hours
from narration.normalization.finnish_cases import inflected
from narration.normalization.grammar import Grammar, Rule
from narration.normalization.nouns import Gender, Noun

_SCALES = {"milj.": "miljoonaa", "mrd.": "miljardia", "mrd": "miljardia"}
_DAY, _MONTH = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])"


class Finnish(Grammar):
    """Finnish. Numbers are said in the nominative, but for percentages and euros that carry the
    ending of a case (``5 %:n``)."""

    home = "FI"
    num2words_language = "fi"
    minus = "miinus"
    plus = "plus"
    point = "pilkku"
    fraction_by_digit = False
    amount_join = ""
    percent_word = "prosenttia"
    range_word = "viiva"
    number_word = "numero"
    extension_word = "alanumero"
    symbols: ClassVar[Mapping[str, str]] = {
        **{"@": "ät", ".": "piste", "/": "kauttaviiva", "-": "viiva", "_": "alaviiva"},
        **{":": "kaksoispiste", "#": "risuaita", "+": "plus", "&": "ja", "?": "kysymysmerkki"},
        **{"=": "yhtä kuin", "%": "prosenttia", "<": "pienempi kuin", ">": "suurempi kuin"},
    }
    standing_signs: ClassVar[Mapping[str, str]] = {
        **{"≥": "vähintään", "≤": "enintään", "±": "plus miinus"},
        **{"×": "kertaa", "÷": "jaettuna", "‰": "promillea", "½": "puoli"},
    }
    abbreviations: ClassVar[Mapping[str, str]] = {
        **{"krs": "kerros", "vrk": "vuorokautta", "kpl": "kappaletta", "pv": "päivää"},
        **{f"ma{dash}pe": "maanantaista perjantaihin" for dash in "-–"},
        **{"/v": " vuodessa", "/vko": " viikossa", "/pv": " päivässä"},
        **{"Esim.": "Esimerkiksi", "Ks.": "Katso", "Puh.": "Puhelin", "Nro": "Numero"},
        **{
            "esim.": "esimerkiksi",
            "mm.": "muun muassa",
            "ym.": "ynnä muuta",
            "ns.": "niin sanottu",
        },
        **{"jne.": "ja niin edelleen", "yms.": "ynnä muuta sellaista", "ts.": "toisin sanoen"},
        **{
            "klo": "kello",
            "Klo": "Kello",
            "ks.": "katso",
            "vrt.": "vertaa",
            "nro": "numero",
            "puh.": "puhelin",
        },
        **{"eKr.": "ennen Kristusta", "jKr.": "jälkeen Kristuksen", "alv.": "arvonlisävero"},
        **{"huom.": "huomaa", "tms.": "tai muuta sellaista", "os.": "osoite", "mrd.": "miljardia"},
        **{"milj.": "miljoonaa", "mrd": "miljardia", "€/kk": "euroa kuukaudessa"},
        **{"em.": "edellä mainittu", "ko.": "kyseessä oleva", "/kk": " kuukaudessa"},
    }
    before_number: ClassVar[Mapping[str, str]] = {"n.": "noin", "s.": "sivu", "v.": "vuonna"}
    before_name: ClassVar[Mapping[str, str]] = {"hra": "herra", "rva": "rouva", "tri": "tohtori"}
    in_address: ClassVar[Mapping[str, str]] = {
        **{"PL": "postilokero", "as.": "asunto", "as": "asunto", "krs": "kerros"},
    }
    units: ClassVar[Mapping[str, Noun]] = {"USD": Noun("dollaria", one="dollari")}
    minor_units: ClassVar[Mapping[str, Noun]] = {
        **{"EUR": Noun("senttiä", one="sentti"), "USD": Noun("senttiä", one="sentti")},
        **{"GBP": Noun("pennyä", one="penny"), "SEK": Noun("äyriä", one="äyri")},
    }
    signs: ClassVar[Mapping[str, str]] = {"eur": "EUR", "kr": "SEK"}
    scales = ("miljoonaa", "miljoona", "miljardia", "miljardi", *_SCALES)
    dates = (r"(?P<day>\d{1,2})\.[ \xa0](?P<month>{months})(?:[ \xa0](?P<year>\d{4}))?",)
    times = (r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?", after("klo", "kello"))
    ordinals = r"(?P<number>\d{1,6}):(?:s|nen)"

    def rules(self) -> Sequence[Rule]:
        """Return the rules for opening hours, days, cases and personal identity codes."""
        code = r"(\d{6})([-+A-FU-Y])(\d{3}[0-9A-Y])"
        days = rf"{_DAY}\.(?:{_MONTH}\.)?[ \xa0]?[-–][ \xa0]?{_DAY}\.{_MONTH}\.(\d{{4}})?"
        return (
            (rf"{START}{code}{END}", self._say_identity_code),
            (rf"{LOOSE_START}{days}(?!\d)", self._say_days),
            (rf"{LOOSE_START}{_DAY}\.{_MONTH}\.(?=[ \xa0][a-zåäö])", self._say_day),
            inflected(self),
            opening_hours(self),
        )

    def cardinal(self, number: int, gender: Gender = Gender.MASCULINE) -> str:
        """Say a whole number, with millions as words of their own."""
        said = super().cardinal(number, gender)
        return re.sub(r"(?<=\w)(?=milj|bilj)", " ", said)

    def year(self, year: int) -> str:
        """Say a year as one word."""
        return str(num2words(year, lang="fi", to="year"))

    def date(self, day: int | None, month: int, year: int | None) -> str:
        """Say a date: ``ensimmäinen helmikuuta tuhatyhdeksänsataakahdeksankymmentä``."""
        name = self.month_names[month] if day else self.month_names[month].removesuffix("ta")
        return self.join(self.ordinal(day) if day else "", name, self.year(year) if year else "")

    def time(self, hour: int, minute: int, second: int | None, meridiem: str = "") -> str:
        """Say a time of 24 hours, with the zero of the first nine minutes."""
        said = [self.cardinal(hour), _two_digits(self, minute) if minute or second else ""]
        return self.join(*said, _two_digits(self, second) if second else "")

    def percent(self, value: str) -> str:
        """Say a percentage: one takes the nominative, all others the partitive."""
        one = value.rsplit(maxsplit=1)[-1] == "yksi" and self.point not in value
        return self.join(value, "prosentti" if one else self.percent_word)

    def scaled(self, value: Decimal, scale: str, unit: Noun) -> str:
        """Say an amount such as 2,5 milj. €."""
        return super().scaled(value, _SCALES.get(scale, scale), unit)

    def _say_identity_code(self, match: Match[str]) -> str:
        return ", ".join(self.letters(group) for group in match.groups())

    def _say_day(self, match: Match[str]) -> str:
        return self.date(int(match[1]), int(match[2]), None)

    def _say_days(self, match: Match[str]) -> str:
        first_day, first_month, day, month, year = match.groups()
        last = self.date(int(day), int(month), int(year) if year else None)
        start = self.ordinal(int(first_day))
        if first_month:
            start = self.date(int(first_day), int(first_month), None)
        return self.span(start, last)


def _two_digits(grammar: Grammar, number: int) -> str:
    zero = grammar.cardinal(0) if number < 10 else ""
    return grammar.join(zero, grammar.cardinal(number))


GRAMMAR = Finnish
