"""Spanish: of Spain by default; marks, dates and pesos of the region elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar

from num2words import num2words

from narration.normalization.boundaries import START
from narration.normalization.grammar import Grammar, Rule
from narration.normalization.nouns import Gender, Noun

_PESO = Noun("pesos", one="peso")
_CENT = Noun("centavos", one="centavo")
_CENTIMO = Noun("céntimos", one="céntimo")
_MILLION = 10**6


class Spanish(Grammar):
    """Spanish; the decimal mark is said as it is written in the region, coma or punto."""

    home = "ES"
    num2words_language = "es"
    minus = "menos"
    plus = "más"
    point = "coma"
    fraction_by_digit = False
    amount_join = "con"
    percent_word = "por ciento"
    range_word = "a"
    number_word = "número"
    extension_word = "extensión"
    symbols: ClassVar[Mapping[str, str]] = {
        **{"@": "arroba", ".": "punto", "/": "barra", "-": "guion", "_": "guion bajo"},
        **{":": "dos puntos", "#": "almohadilla", "+": "más", "&": "y", "=": "igual"},
        **{"?": "signo de interrogación", "%": "por ciento", "*": "asterisco"},
        **{"<": "menor que", ">": "mayor que"},
    }
    standing_signs: ClassVar[Mapping[str, str]] = {
        **{"≥": "al menos", "≤": "como máximo", "±": "más o menos"},
        **{"×": "por", "÷": "entre", "‰": "por mil", "½": "medio"},
    }
    letter_names: ClassVar[Mapping[str, str]] = {"W": "uve doble", "Y": "i griega"}
    abbreviations: ClassVar[Mapping[str, str]] = {
        **{"p. ej.": "por ejemplo", "p.ej.": "por ejemplo", "etc.": "etcétera"},
        **{"Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Sres.": "señores"},
        **{"Dña.": "doña", "D.ª": "doña", "Dr.": "doctor", "Dra.": "doctora"},
        **{"Ud.": "usted", "Uds.": "ustedes", "Vd.": "usted", "Vds.": "ustedes"},
        **{"EE. UU.": "Estados Unidos", "EE.UU.": "Estados Unidos", "aprox.": "aproximadamente"},
        **dict.fromkeys(("n.º", "nº", "n°", "núm.", "№"), "número"),
        **dict.fromkeys(("N.º", "Nº", "N°", "Núm."), "Número"),
        **{"C/": "calle", "Avda.": "avenida", "izda.": "izquierda", "dcha.": "derecha"},
        **{"M.N.": "moneda nacional", "s/n": "sin número", "y/o": "y o"},
        **{f"L{dash}V": "de lunes a viernes" for dash in "-–"},
        **{f"de L{dash}V": "de lunes a viernes" for dash in "-–"},
        **{"/mes": " al mes", "/año": " al año", "/día": " al día", "/h": " por hora"},
    }
    before_number: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("No.", "#"), "número"),
        **{"art.": "artículo", "Art.": "Artículo", "pág.": "página", "págs.": "páginas"},
        **{"p.": "página", "tel.": "teléfono", "Tel.": "Teléfono", "tfno.": "teléfono"},
        **{"exp.": "expediente", "Exp.": "Expediente", "§": "sección"},
    }
    before_name: ClassVar[Mapping[str, str]] = {"D.": "don", "Sta.": "santa", "Prof.": "profesor"}
    in_address: ClassVar[Mapping[str, str]] = {
        **{"C/": "calle", "c/": "calle", "Avda.": "avenida", "avda.": "avenida"},
        **{"Av.": "avenida", "av.": "avenida", "Pza.": "plaza", "pza.": "plaza", "Pl.": "plaza"},
        **{"Ctra.": "carretera", "ctra.": "carretera", "Col.": "colonia", "s/n": "sin número"},
        **{"dcha.": "derecha", "izda.": "izquierda", "izq.": "izquierda", "esc.": "escalera"},
        **{"C.P.": "código postal", "CP": "código postal"},
    }
    signs: ClassVar[Mapping[str, str]] = {"euro": "EUR", "euros": "EUR"}
    units: ClassVar[Mapping[str, Noun]] = {
        "EUR": Noun("euros", one="euro"),
        "GBP": Noun("libras", one="libra", gender=Gender.FEMININE),
        "USD": Noun("dólares", one="dólar"),
        "XOF": Noun("francos CFA", one="franco CFA"),
    }
    home_units: ClassVar[Mapping[str, Noun]] = {
        **dict.fromkeys(("MXN", "COP", "CLP", "ARS", "UYU", "DOP", "CUP"), _PESO),
        "PEN": Noun("soles", one="sol"),
    }
    minor_units: ClassVar[Mapping[str, Noun]] = {
        **dict.fromkeys(("MXN", "USD", "CAD", "ARS", "UYU", "DOP", "AUD", "SGD"), _CENT),
        **dict.fromkeys(("EUR", "MAD", "DZD", "CHF", "PEN"), _CENTIMO),
        "GBP": Noun("peniques", one="penique"),
        "TND": Noun("milésimas", one="milésima", gender=Gender.FEMININE),
        "EGP": Noun("piastras", one="piastra", gender=Gender.FEMININE),
        "INR": Noun("paisas", one="paisa"),
        "SAR": Noun("halalas", one="halala"),
        "SEK": Noun("öre"),
    }
    feminine_currencies = frozenset(("EGP", "INR", "IDR", "LKR", "SEK", "NOK", "DKK", "SYP"))
    scales: ClassVar[tuple[str, ...]] = ("millón", "millones", "mil millones", "mil", "M")
    months: ClassVar[Mapping[str, int]] = {"setiembre": 9}
    dates: ClassVar[tuple[str, ...]] = (
        r"(?P<day>\d{1,2})(?:\.?º|o|\.?er)?\s(?:de\s)?(?P<month>{months})\.?"
        r"(?:,?\s(?:del?\s)?(?P<year>[12]\d{3}))?",
    )
    times: ClassVar[tuple[str, ...]] = (
        r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
        r"(?:\s?(?P<meridiem>{meridiems})|\s?h(?:rs|s)?\b\.?)?",
        r"(?P<hour>\d{1,2})[.h](?P<minute>[0-5]\d)\s?h(?:rs|s)?\b\.?",
        r"(?P<hour>\d{1,2})\s?(?P<meridiem>{meridiems})",
    )
    meridiems: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("a. m.", "a.m.", "am", "a.m"), "am"),
        **dict.fromkeys(("p. m.", "p.m.", "pm", "p.m"), "pm"),
    }
    ordinals = r"(?P<number>\d{1,4})(?P<mark>\.?[ºª°]|\.?er\b|\.?ᵉʳ)"

    def __init__(self, language: str, region: str | None = None) -> None:
        """Make the grammar; thousands may stand apart by a space in every region."""
        super().__init__(language, region)
        self.grouping_marks += " "
        self.point = "punto" if self.decimal_mark == "." else "coma"

    def rules(self) -> Sequence[Rule]:
        """Return the rule for the ranks that lose their last letter: ``primer trimestre``."""
        short = rf"{START}(?P<number>[13])\.?º(?=[ \xa0](?!de[ \xa0])[a-zñ]{{4}})"
        return ((short, lambda match: "primer" if match["number"] == "1" else "tercer"),)

    def cardinal(self, number: int, gender: Gender = Gender.MASCULINE) -> str:
        """Say a number; below a million it agrees with a feminine noun: ``doscientas una``."""
        spoken = re.sub(r"veintiuno(?= mil)", "veintiún", str(num2words(number, lang="es")))
        spoken = re.sub(r"\buno(?= mil)", "un", spoken)
        if gender is not Gender.FEMININE:
            return spoken
        head, million, tail = _split(spoken)
        tail = re.sub(r"(cient|quinient)os", r"\1as", tail)
        return head + million + re.sub("uno$", "una", tail)

    def ordinal(self, number: int, mark: str = "") -> str:
        """Say a rank: ``tercero``, ``tercera`` (3.ª), ``tercer`` (3.er)."""
        spoken = str(num2words(number, lang="es", to="ordinal"))
        if "ª" in mark:
            return " ".join(re.sub("o$", "a", word) for word in spoken.split())
        return re.sub("(primer|tercer)o$", r"\1", spoken) if "r" in mark or "ʳ" in mark else spoken

    def count(self, number: Decimal, noun: Noun) -> str:
        """Say a number of things: ``veintiún euros``, ``una libra``, ``un millón de euros``."""
        spoken = self.number(number, noun.gender)
        if number >= _MILLION and number % _MILLION == 0:
            return f"{spoken} de {noun.other}"
        if number % 1 == 0 and noun.gender is Gender.MASCULINE:
            spoken = re.sub("veintiuno$", "veintiún", spoken)
            spoken = re.sub("uno$", "un", spoken)
        return self.join(spoken, noun.one if number == 1 and noun.one else noun.other)

    def scaled(self, value: Decimal, scale: str, unit: Noun) -> str:
        """Say ``uno coma cinco millones de euros`` and ``cinco mil euros``."""
        spoken = "un" if value == 1 else self.number(value)
        scale = ("millón" if value == 1 else "millones") if scale == "M" else scale
        return self.join(spoken, scale, "" if scale == "mil" else "de", unit.other)

    def date(self, day: int | None, month: int, year: int | None) -> str:
        """Say ``uno de febrero de mil novecientos ochenta``; ``primero`` in America."""
        first = "uno" if self.region == "ES" else "primero"
        said_day = (first if day == 1 else self.cardinal(day)) if day else ""
        said_year = self.year(year) if year else ""
        return " de ".join(filter(None, (said_day, self.month_names[month], said_year)))

    def time(self, hour: int, minute: int, second: int | None, meridiem: str = "") -> str:
        """Say ``catorce treinta``, ``nueve y cinco``, ``nueve horas``, ``dos de la tarde``."""
        said = self.cardinal(hour, Gender.FEMININE)
        if minute:
            said = self.join(said, "y" if minute < 10 else "", self.cardinal(minute))
        elif not meridiem:
            said = self.join(said, "hora" if hour == 1 else "horas")
        if second:
            said = f"{said} y {self.count(Decimal(second), Noun('segundos', one='segundo'))}"
        return self.join(said, _part_of_day(hour, meridiem))


def _split(spoken: str) -> tuple[str, str, str]:
    """Part a number at its millions, which are masculine whatever is counted."""
    for million in ("millones", "millón"):
        if million in spoken:
            return spoken.rpartition(million)
    return "", "", spoken


def _part_of_day(hour: int, meridiem: str) -> str:
    if meridiem == "am":
        return "de la noche" if hour == 12 else "de la mañana"
    if meridiem == "pm":
        return "de la noche" if 8 <= hour < 12 else "de la tarde"
    return ""


GRAMMAR = Spanish
