"""Tamil, as in India, Sri Lanka, Singapore and Malaysia. num2words has no Tamil.

The forms of the numbers were compared with those of eSpeak NG's Tamil voice up to crores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from re import Match
from string import ascii_uppercase
from typing import ClassVar

from narration.normalization.boundaries import END, LOOSE_START, START
from narration.normalization.grammar import Grammar, Rule
from narration.normalization.nouns import Gender, Noun
from narration.normalization.quantities import number_pattern, parse_number

_TO_NINETEEN = (
    "பூஜ்ஜியம் ஒன்று இரண்டு மூன்று நான்கு ஐந்து ஆறு ஏழு எட்டு ஒன்பது பத்து பதினொன்று பன்னிரண்டு "
    "பதிமூன்று பதினான்கு பதினைந்து பதினாறு பதினேழு பதினெட்டு பத்தொன்பது"
)
_ROUND = "- - இருபது முப்பது நாற்பது ஐம்பது அறுபது எழுபது எண்பது தொண்ணூறு"
_OBLIQUE = "- - இருபத்து முப்பத்து நாற்பத்து ஐம்பத்து அறுபத்து எழுபத்து எண்பத்து தொண்ணூற்று"
_TO_THOUSAND = "- நூறு இருநூறு முந்நூறு நானூறு ஐந்நூறு அறுநூறு எழுநூறு எண்ணூறு தொள்ளாயிரம்"
_ONES, _TENS, _TENS_BEFORE = _TO_NINETEEN.split(), _ROUND.split(), _OBLIQUE.split()
_HUNDREDS = _TO_THOUSAND.split()
_LETTERS = "ஏ பி சி டி ஈ எஃப் ஜி எச் ஐ ஜே கே எல் எம் என் ஓ பி கியூ ஆர் எஸ் டி யூ வி டபிள்யூ எக்ஸ் ஒய் இசட்"
_RUPEES = frozenset({"INR", "LKR", "MUR"})
_RUPEE_SIGNS = frozenset({"Rs", "Rs.", "ரூ", "ரூ.", "ரூபாய்"})
_TAMIL = r"[\u0b80-\u0bff]"


class Tamil(Grammar):
    """Tamil. Endings that a number carries (``மணிக்கு``) are kept on its last word."""

    home = "IN"
    minus = "மைனஸ்"
    plus = "பிளஸ்"
    point = "புள்ளி"
    amount_join = ""
    percent_word = "சதவீதம்"
    range_word = "முதல்"
    number_word = "எண்"
    extension_word = "நீட்டிப்பு"
    symbols: ClassVar[Mapping[str, str]] = {
        **{"@": "அட்", ".": "புள்ளி", "/": "சாய்கோடு", "-": "கோடு", "_": "அடிக்கோடு"},
        **{":": "முக்காற்புள்ளி", "#": "ஹாஷ்", "+": "பிளஸ்", "&": "மற்றும்", "?": "கேள்விக்குறி"},
        **{"=": "சமம்", "%": "சதவீதம்", "<": "விடக் குறைவு", ">": "விட அதிகம்"},
    }
    standing_signs: ClassVar[Mapping[str, str]] = {
        **{"≥": "குறைந்தது", "≤": "அதிகபட்சம்", "±": "கூட்டல் கழித்தல்"},
        **{"×": "பெருக்கல்", "÷": "வகுத்தல்", "‰": "ஆயிரத்திற்கு", "½": "அரை"},
    }
    # Names in Tamil script keep engines in the Tamil voice.
    letter_names: ClassVar[Mapping[str, str]] = dict(
        zip(ascii_uppercase, _LETTERS.split(), strict=True)
    )
    abbreviations: ClassVar[Mapping[str, str]] = {
        **{"எ.கா.": "எடுத்துக்காட்டாக", "எ.கா": "எடுத்துக்காட்டாக", "கி.மீ.": "கிலோமீட்டர்"},
        **{"மு.ப.": "முற்பகல்", "பி.ப.": "பிற்பகல்", "தொ.பே.": "தொலைபேசி", "கி.கி.": "கிலோகிராம்"},
        **{"த.பெ.": "தபால் பெட்டி", "மு.ப": "முற்பகல்", "பி.ப": "பிற்பகல்"},
    }
    before_number: ClassVar[Mapping[str, str]] = {"No.": "எண்", "எண்.": "எண்"}
    before_name: ClassVar[Mapping[str, str]] = {
        **{"திரு.": "திரு", "திருமதி.": "திருமதி", "செல்வி.": "செல்வி", "டாக்.": "டாக்டர்"},
    }
    signs: ClassVar[Mapping[str, str]] = dict.fromkeys(_RUPEE_SIGNS, "INR")
    units: ClassVar[Mapping[str, Noun]] = {
        **{"EUR": Noun("யூரோ"), "USD": Noun("அமெரிக்க டாலர்"), "MYR": Noun("ரிங்கிட்")},
        **{"SGD": Noun("சிங்கப்பூர் வெள்ளி"), "GBP": Noun("பவுண்டு")},
        **{"INR": Noun("இந்திய ரூபாய்"), "LKR": Noun("இலங்கை ரூபாய்")},
    }
    home_units: ClassVar[Mapping[str, Noun]] = {
        **{"INR": Noun("ரூபாய்"), "LKR": Noun("ரூபாய்"), "SGD": Noun("வெள்ளி")},
    }
    minor_units: ClassVar[Mapping[str, Noun]] = {
        **{"INR": Noun("பைசா"), "LKR": Noun("சதம்"), "MYR": Noun("சென்"), "SGD": Noun("காசு")},
        **{"USD": Noun("சென்ட்"), "EUR": Noun("சென்ட்"), "GBP": Noun("பென்ஸ்")},
    }
    measures: ClassVar[Mapping[str, Noun]] = {
        **{"kg": Noun("கிலோகிராம்"), "km": Noun("கிலோமீட்டர்"), "cm": Noun("சென்டிமீட்டர்")},
        **dict.fromkeys(("m²", "m2"), Noun("சதுர மீட்டர்")),
        **{"ml": Noun("மில்லிலிட்டர்"), "km/h": Noun("கிலோமீட்டர் மணிக்கு")},
        **dict.fromkeys(("KB", "kB"), Noun("கிலோபைட்")),
        **{"MB": Noun("மெகாபைட்"), "GB": Noun("ஜிகாபைட்")},
    }
    measure_signs: ClassVar[Mapping[str, str]] = {
        **{"கி.மீ.": "km", "கி.மீ": "km", "கி.கி.": "kg", "கி.கி": "kg"},
    }
    scales = ("லட்சம்", "இலட்சம்", "கோடி", "ஆயிரம்", "மில்லியன்", "பில்லியன்")
    times = (
        r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)[ \xa0]?(?P<meridiem>{meridiems})(?!\w)",
        r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?",
        r"(?P<hour>\d{1,2})[ \xa0]?(?P<meridiem>{meridiems})(?!\w)",
    )
    meridiems: ClassVar[Mapping[str, str]] = {"am": "am", "pm": "pm", "a.m.": "am", "p.m.": "pm"}
    dates = (
        r"(?P<day>\d{1,2})[ \xa0](?P<month>{months})(?:,?[ \xa0](?P<year>\d{4}))?",
        r"(?P<month>{months})[ \xa0](?P<day>\d{1,2}),?[ \xa0](?P<year>\d{4})",
    )
    ordinals = rf"(?P<number>\d{{1,7}})[- ]?(?P<mark>ஆம்|ம்|ஆவது|வது)(?!{_TAMIL})"

    def rules(self) -> Sequence[Rule]:
        """Times with their case endings, prices such as ``ரூ.500/-``, and identity numbers."""
        number = number_pattern(self.grouping_marks)
        clock = r"(\d{1,2})[:.]([0-5]\d)[ \xa0]?மணி"
        return (
            (rf"{START}(\d{{4}})[ \xa0-](\d{{4}})[ \xa0-](\d{{4}}){END}", self._say_identity),
            (rf"(?:ரூ\.?|Rs\.?|₹)[ \xa0]?({number})/-", self._say_price),
            (rf"{LOOSE_START}{clock}({_TAMIL}*)", self._say_hours),
        )

    def cardinal(self, number: int, gender: Gender = Gender.MASCULINE) -> str:
        """Say a whole number with lakhs and crores: ``ஒரு லட்சத்து இருபது``."""
        crores, rest = divmod(number, 10**7)
        lakhs, rest = divmod(rest, 10**5)
        parts = []
        if crores:
            parts.append(f"{self._before_noun(crores)} கோடி{'யே' if lakhs or rest else ''}")
        if lakhs:
            parts.append(f"{self._before_noun(lakhs)} {'லட்சத்து' if rest else 'லட்சம்'}")
        if rest or not parts:
            parts.append(_below_lakh(rest))
        return " ".join(parts)

    def ordinal(self, number: int, mark: str = "") -> str:
        """Say a rank: ``இரண்டாம்`` for the mark ``ஆம்`` or ``ம்``, else ``இரண்டாவது``."""
        adjective = mark in {"ஆம்", "ம்"}
        if number == 1 and not adjective:
            return "முதலாவது"
        said = self.cardinal(number)
        ending = "ாம்" if adjective else "ாவது"
        if said.endswith("கோடி"):
            return said + ("யாம்" if adjective else "யாவது")
        # The final u of a number is dropped before a vowel; a final m takes the vowel.
        return said.removesuffix("்" if said.endswith("ம்") else "ு") + ending

    def date(self, day: int | None, month: int, year: int | None) -> str:
        """Say a date, month first: ``பிப்ரவரி ஒன்று, ஆயிரத்து தொள்ளாயிரத்து எண்பது``."""
        said = self.join(self.month_names[month], self.cardinal(day) if day else "")
        return f"{said}, {self.year(year)}" if year else said

    def time(self, hour: int, minute: int, second: int | None, meridiem: str = "") -> str:
        """Say a time: ``மாலை ஐந்து முப்பது மணி``."""
        said = [_part_of_day(hour, meridiem) if meridiem else "", self.cardinal(hour)]
        said += [self.cardinal(minute) if minute else "", "மணி"]
        return self.join(*said, f"{self.cardinal(second)} வினாடி" if second else "")

    def span(self, first: str, last: str) -> str:
        """Say a range: ``ஐந்து முதல் பத்து``, but with times ``... முதல் ஐந்து மணி வரை``."""
        until = "வரை" if last.endswith("மணி") else ""
        return self.join(first, self.range_word, last, until)

    def count(self, number: Decimal, noun: Noun) -> str:
        """Say a number of things; one is ``ஒரு`` before a noun."""
        said = "ஒரு" if number == 1 else self.number(number)
        return self.join(said, noun.other)

    def currency(self, sign: str) -> str | None:
        """Return the currency of a sign; rupees are those of the region."""
        if sign in _RUPEE_SIGNS and self.own_currency in _RUPEES:
            return self.own_currency
        return super().currency(sign)

    def _before_noun(self, number: int) -> str:
        return "ஒரு" if number == 1 else self.cardinal(number)

    def _say_identity(self, match: Match[str]) -> str:
        return self.groups(match.groups())

    def _say_price(self, match: Match[str]) -> str | None:
        value = parse_number(match[1], self.decimal_mark)
        code = self.currency("Rs.")
        return None if value is None or code is None else self.amount(value, code)

    def _say_hours(self, match: Match[str]) -> str | None:
        if int(match[1]) > 24:
            return None
        return self.time(int(match[1]), int(match[2]), None) + match[3]


def _below_hundred(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS_BEFORE[tens]} {_ONES[ones]}" if ones else _TENS[tens]


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    said = _HUNDREDS[hundreds]
    return f"{_before_number(said)} {_below_hundred(rest)}" if rest else said


def _below_lakh(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest)
    # The final u of the count melts into the first vowel of a thousand: இரண்டு, இரண்டாயிரம்.
    count = _below_hundred(thousands).removesuffix("ு")
    said = f"{count}ாயிரம்" if thousands > 1 else "ஆயிரம்"
    return f"{_before_number(said)} {_below_thousand(rest)}" if rest else said


def _before_number(said: str) -> str:
    """Put a round number in the oblique case that it takes before a smaller one."""
    if said.endswith(("ஆயிரம்", "ாயிரம்")):
        return said.removesuffix("ம்") + "த்து"
    return said.removesuffix("று") + "ற்று"


def _part_of_day(hour: int, meridiem: str) -> str:
    if meridiem == "am":
        return "நள்ளிரவு" if hour == 12 else "காலை"
    if hour == 12 or hour < 4:
        return "பிற்பகல்"
    return "மாலை" if hour < 7 else "இரவு"


GRAMMAR = Tamil
