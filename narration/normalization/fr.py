"""French: of France by default, with the numbers of Belgium and Switzerland and Canada's money."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar

from num2words import num2words

from narration.normalization.grammar import Grammar
from narration.normalization.nouns import Gender, Noun

_CENTIME = Noun("centimes", one="centime")
_CENT = Noun("cents", one="cent")
_DINAR = Noun("dinars", one="dinar")
_FRANC = Noun("francs", one="franc")
_ROUND = 10**6
_SCALES = {"k": "mille", "M": "million", "Md": "milliard"}
_TEENS = {
    **{"dix": "", "onze": " et un", "douze": "-deux", "treize": "-trois", "quatorze": "-quatre"},
    **{"quinze": "-cinq", "seize": "-six", "dix-sept": "-sept", "dix-huit": "-huit"},
    "dix-neuf": "-neuf",
}
_BY_TWENTIES = re.compile(
    rf"(soixante|quatre-vingt)(?:-| et )({'|'.join(sorted(_TEENS, key=len, reverse=True))})\b"
)


class French(Grammar):
    """French; telephone numbers are said in pairs, as everybody does."""

    home = "FR"
    num2words_language = "fr"
    minus = "moins"
    plus = "plus"
    point = "virgule"
    fraction_by_digit = False
    amount_join = "et"
    percent_word = "pour cent"
    range_word = "à"
    number_word = "numéro"
    extension_word = "poste"
    symbols: ClassVar[Mapping[str, str]] = {
        **{"@": "arobase", ".": "point", "/": "barre oblique", "-": "tiret", "_": "tiret bas"},
        **{":": "deux-points", "#": "dièse", "+": "plus", "&": "et", "?": "point d’interrogation"},
        **{"=": "égal", "%": "pour cent", "<": "inférieur à", ">": "supérieur à", "*": "étoile"},
    }
    standing_signs: ClassVar[Mapping[str, str]] = {
        **{"≥": "au moins", "≤": "au plus", "±": "plus ou moins"},
        **{"×": "fois", "÷": "divisé par", "‰": "pour mille", "½": "un demi"},
    }
    letter_names: ClassVar[Mapping[str, str]] = {"W": "double vé", "Y": "i grec"}
    abbreviations: ClassVar[Mapping[str, str]] = {
        **{"p. ex.": "par exemple", "p.ex.": "par exemple", "c.-à-d.": "c’est-à-dire"},
        **{"etc.": "et cetera", "s.v.p.": "s’il vous plaît", "SVP": "s’il vous plaît"},
        **{"env.": "environ", "Mme": "Madame", "Mmes": "Mesdames", "Mlle": "Mademoiselle"},
        **{"M. le": "Monsieur le", "Réf.": "Référence", "réf.": "référence", "MM.": "Messieurs"},
        **dict.fromkeys(("n°", "nº", "N°", "Nº", "№"), "numéro"),
        **{"art.": "article", "Art.": "Article", "trim.": "trimestre", "N.B.": "nota bene"},
        **{"24h/24": "vingt-quatre heures sur vingt-quatre", "7j/7": "sept jours sur sept"},
        **{"24 h/24": "vingt-quatre heures sur vingt-quatre", "7 j/7": "sept jours sur sept"},
        **{"R.-V.": "rendez-vous", "RDV": "rendez-vous"},
        **{"/mois": " par mois", "/an": " par an", "/jour": " par jour", "/h": " de l’heure"},
    }
    before_number: ClassVar[Mapping[str, str]] = {
        **{"No": "numéro", "no": "numéro", "No.": "numéro", "nos": "numéros", "#": "numéro"},
        **{"N°s": "numéros", "n°s": "numéros"},
        **{"p.": "page", "pp.": "pages", "al.": "alinéa", "tél.": "téléphone", "§": "paragraphe"},
        **{"Tél.": "Téléphone", "Tél": "Téléphone", "chap.": "chapitre"},
    }
    before_name: ClassVar[Mapping[str, str]] = {
        **{"M.": "Monsieur", "Dr": "Docteur", "Dr.": "Docteur", "Pr": "Professeur"},
        **{"Me": "Maître", "St": "Saint", "Ste": "Sainte", "Mr": "Monsieur"},
    }
    in_address: ClassVar[Mapping[str, str]] = {
        **{"av.": "avenue", "Av.": "avenue", "bd": "boulevard", "Bd": "boulevard"},
        **{"bd.": "boulevard", "Bd.": "boulevard", "blvd": "boulevard", "Blvd": "boulevard"},
        **{"pl.": "place", "Pl.": "place", "imp.": "impasse", "rte": "route", "chem.": "chemin"},
        **{"appt": "appartement", "Appt": "appartement", "apt.": "appartement", "ét.": "étage"},
        **{"BP": "boîte postale", "B.P.": "boîte postale", "imm.": "immeuble", "fg": "faubourg"},
    }
    signs: ClassVar[Mapping[str, str]] = {
        **{
            "Fr.": "CHF",
            "DT": "TND",
            "DA": "DZD",
            "$US": "USD",
            "$CA": "CAD",
            "euro": "EUR",
            "euros": "EUR",
        },
    }
    units: ClassVar[Mapping[str, Noun]] = {
        "EUR": Noun("euros", one="euro"),
        "GBP": Noun("livres", one="livre", gender=Gender.FEMININE),
        "USD": Noun("dollars", one="dollar"),
        "XOF": Noun("francs CFA", one="franc CFA"),
        "XAF": Noun("francs CFA", one="franc CFA"),
    }
    home_units: ClassVar[Mapping[str, Noun]] = {
        "CAD": Noun("dollars", one="dollar"),
        "MAD": Noun("dirhams", one="dirham"),
        **dict.fromkeys(("TND", "DZD"), _DINAR),
        **dict.fromkeys(("CHF", "GNF", "CDF", "DJF"), _FRANC),
        "MRU": Noun("ouguiyas", one="ouguiya", gender=Gender.FEMININE),
    }
    minor_units: ClassVar[Mapping[str, Noun]] = {
        **dict.fromkeys(("EUR", "MAD", "CHF", "DZD"), _CENTIME),
        **dict.fromkeys(("USD", "CAD", "AUD", "SGD", "LKR"), _CENT),
        "GBP": Noun("pence", one="penny"),
        "TND": Noun("millimes", one="millime"),
        "EGP": Noun("piastres", one="piastre", gender=Gender.FEMININE),
        "MXN": Noun("centavos", one="centavo"),
        "INR": Noun("paisas", one="paisa"),
        "SAR": Noun("halalas", one="halala"),
        "SEK": Noun("öre"),
        "MYR": Noun("sens", one="sen"),
    }
    feminine_currencies = frozenset(("EGP", "INR", "IDR", "LKR", "SEK", "NOK", "DKK", "LBP", "SYP"))
    measure_signs: ClassVar[Mapping[str, str]] = {"Ko": "KB", "ko": "KB", "Mo": "MB", "Go": "GB"}
    scales: ClassVar[tuple[str, ...]] = ("million", "millions", "milliard", "milliards", *_SCALES)
    dates: ClassVar[tuple[str, ...]] = (
        r"(?P<day>\d{1,2})(?:er|ᵉʳ)?\s(?P<month>{months})\.?(?:\s(?P<year>[12]\d{3}))?",
    )
    times: ClassVar[tuple[str, ...]] = (
        r"(?P<hour>\d{1,2})[ \xa0]?[hH](?:[ \xa0]?(?P<minute>[0-5]\d)(?:[ \xa0]?min)?)?",
        r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?",
    )
    ordinals = r"(?P<number>\d{1,6})(?P<mark>ers?|res?|ères?|[èe]mes?|es?|nde?s?)"

    def currency(self, sign: str) -> str | None:
        """Return the currency of a sign; in Switzerland ``Fr.`` is the franc."""
        if sign == "Fr.":
            return "CHF" if self.region == "CH" else None
        return super().currency(sign)

    def cardinal(self, number: int, gender: Gender = Gender.MASCULINE) -> str:
        """Say a number, with ``une`` before a feminine noun, in the numbers of the region."""
        spoken = str(num2words(number, lang="fr"))
        if self.region in {"BE", "CH"}:
            spoken = _by_tens(spoken, eighty=self.region == "CH")
        feminine = gender is Gender.FEMININE and number % 10 == 1 and number % 100 != 11
        return f"{spoken}e" if feminine and spoken.endswith("un") else spoken

    def ordinal(self, number: int, mark: str = "") -> str:
        """Say a rank: 1er, 1re, 2e; the mark tells gender and number."""
        plural = "s" if mark.endswith("s") else ""
        if number == 1:
            return ("première" if "r" in mark and mark.rstrip("s") != "er" else "premier") + plural
        if number == 2 and mark.startswith("n"):
            return ("seconde" if "de" in mark else "second") + plural
        spoken = self.cardinal(number)
        root = spoken.removesuffix("s") if spoken.endswith(("vingts", "cents")) else spoken
        root = root.removesuffix("e")
        ending = {"cinq": "cinqu", "neuf": "neuv"}
        for last, stem in ending.items():
            root = root.removesuffix(last) + stem if root.endswith(last) else root
        return f"{root}ième{plural}"

    def count(self, number: Decimal, noun: Noun) -> str:
        """Say a number of things: ``un million d’euros``, ``vingt et une livres``."""
        if number >= _ROUND and number % _ROUND == 0:
            return f"{self.number(number)} {_of(noun.other)}"
        return super().count(number, noun)

    def scaled(self, value: Decimal, scale: str, unit: Noun) -> str:
        """Say ``un virgule cinq million d’euros``."""
        if scale == "k":
            return self.count((value * 1000).normalize(), unit)
        word = _SCALES.get(scale, scale.removesuffix("s"))
        return self.join(self.number(value), f"{word}s" if value >= 2 else word, _of(unit.other))

    def date(self, day: int | None, month: int, year: int | None) -> str:
        """Say a date: the first is an ordinal, the other days are not."""
        said_day = self.cardinal(day) if day and day > 1 else "premier" if day else ""
        return self.join(said_day, self.month_names[month], self.year(year) if year else "")

    def time(self, hour: int, minute: int, second: int | None, meridiem: str = "") -> str:
        """Say ``quatorze heures trente``; midnight and noon only on the hour."""
        hour %= 24
        if not minute and not second and hour in {0, 12}:
            return "midi" if hour else "minuit"
        said = self.count(Decimal(hour), Noun("heures", one="heure", gender=Gender.FEMININE))
        said_minute = self.cardinal(minute, Gender.FEMININE) if minute or second else ""
        if not second:
            return self.join(said, said_minute)
        minutes = self.count(Decimal(minute), Noun("minutes", one="minute", gender=Gender.FEMININE))
        seconds = self.count(
            Decimal(second), Noun("secondes", one="seconde", gender=Gender.FEMININE)
        )
        return self.join(said, minutes, "et", seconds)

    def groups(self, groups: Sequence[str]) -> str:
        """Say a number by groups of two or three digits as numbers; longer groups by pairs."""
        return ", ".join(self._group(part) for group in groups for part in _pairs(group))

    def postcode(self, digits: str) -> str:
        """Say a postcode as a number: ``soixante-quinze mille onze``, ``zéro un mille``."""
        if len(digits) != 5:
            return self.digits(digits)
        if not digits.startswith("0"):
            return self.cardinal(int(digits))
        rest = int(digits[2:])
        return self.join(self.digits(digits[:2]), "mille", self.cardinal(rest) if rest else "")

    def _group(self, digits: str) -> str:
        rest = digits.lstrip("0")
        zeros = self.digits("0" * (len(digits) - len(rest)))
        return self.join(zeros, self.cardinal(int(rest)) if rest else "")


def _pairs(group: str) -> list[str]:
    """Cut a group of more than three digits into pairs, the first of three where it is odd."""
    if len(group) <= 3:
        return [group]
    first = 3 if len(group) % 2 else 2
    return [group[:first], *(group[start : start + 2] for start in range(first, len(group), 2))]


def _by_tens(spoken: str, *, eighty: bool) -> str:
    """Put septante and nonante, and with `eighty` huitante, into a number of France: num2words'
    own Belgian and Swiss numbers have mistakes ("un millions", "quatre-vingt et un")."""

    def replace(match: re.Match[str]) -> str:
        return ("septante" if match[1] == "soixante" else "nonante") + _TEENS[match[2]]

    spoken = _BY_TWENTIES.sub(replace, spoken)
    if not eighty:
        return spoken
    return re.sub("quatre-vingts?", "huitante", spoken.replace("quatre-vingt-un", "huitante et un"))


def _of(noun: str) -> str:
    return f"d’{noun}" if noun[0] in "aeiouéèh" else f"de {noun}"


GRAMMAR = French
