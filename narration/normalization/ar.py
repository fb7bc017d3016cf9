"""Arabic: modern standard, with the months and the money of the region, and Hijri dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from re import Match
from typing import ClassVar

from narration.normalization import arabic_numbers
from narration.normalization.arabic_vowels import vowel
from narration.normalization.boundaries import END, NO_LETTER, START
from narration.normalization.calendar import say_date
from narration.normalization.grammar import Grammar, Rule
from narration.normalization.nouns import Gender, Noun

_SANTIM = Noun("سنتيم", two="سنتيمان", few="سنتيمات", many="سنتيمًا")
_CENT = Noun("سنت", two="سنتان", few="سنتات", many="سنتًا")
_DINAR = Noun("دينار", two="ديناران", few="دنانير", many="دينارًا")
_RIYAL = Noun("ريال", two="ريالان", few="ريالات", many="ريالًا")
_DIRHAM = Noun("درهم", two="درهمان", few="دراهم", many="درهمًا")
_POUND = Noun("جنيه", two="جنيهان", few="جنيهات", many="جنيهًا")
_OWN_WORDS = {
    form: noun
    for noun in (_DIRHAM, _DINAR, _RIYAL, _POUND)
    for form in (noun.other, noun.few, noun.many, noun.many.replace("ًا", "ا"))
}
"""Forms of the names of currencies, with and without the vowel sign of their accusative."""
_MINUTE = Noun("دقيقة", two="دقيقتان", few="دقائق", many="دقيقةً", gender=Gender.FEMININE)
_SECOND = Noun("ثانية", two="ثانيتان", few="ثوانٍ", many="ثانيةً", gender=Gender.FEMININE)

_SQUARE_METRE = Noun("متر مربع", two="متران مربعان", few="أمتار مربعة", many="مترًا مربعًا")
_DEGREE = Noun(
    "درجة مئوية",
    two="درجتان مئويتان",
    few="درجات مئوية",
    many="درجةً مئوية",
    gender=Gender.FEMININE,
)

_HIJRI = (
    *("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة"),
    *("رجب", "شعبان", "رمضان", "شوال", "ذي القعدة", "ذي الحجة"),
)
"""Months of the Islamic calendar in the genitive, as said after "من"."""
_HIJRI_WRITTEN = {
    **dict(zip(_HIJRI, _HIJRI, strict=True)),
    **{"المحرم": "محرم", "ربيع الثاني": "ربيع الآخر", "جمادى الثانية": "جمادى الآخرة"},
    **{"جمادى الثاني": "جمادى الآخرة", "ذو القعدة": "ذي القعدة", "ذو الحجة": "ذي الحجة"},
}
_MONTHS = (
    "يناير فبراير مارس أبريل إبريل ابريل مايو ماي يونيو يونيه يوليو يوليوز يوليه أغسطس اغسطس غشت "
    "سبتمبر شتنبر أكتوبر اكتوبر نوفمبر نونبر ديسمبر دجنبر جانفي فيفري أفريل جوان جويلية أوت "
    "شباط آذار نيسان أيار حزيران تموز آب أيلول"
)
_TWO_WORDS = ("كانون الأول", "كانون الثاني", "تشرين الأول", "تشرين الثاني")
_LATIN = "إيه بي سي دي إي إف جي إتش آي جيه كيه إل إم إن أو بي كيو آر إس تي يو في دبليو إكس واي زد"
_NAMES = (
    "ألف باء تاء ثاء جيم حاء خاء دال ذال راء زاي سين شين صاد ضاد طاء ظاء عين غين فاء قاف كاف لام "
    "ميم نون هاء واو ياء"
)


class Arabic(Grammar):
    """Arabic. The names of months stay as they are written; numeric dates take the region's."""

    minus = "ناقص"
    plus = "زائد"
    point = "فاصلة"
    fraction_by_digit = False
    amount_join = "و"
    percent_word = "في المئة"
    range_word = "إلى"
    pause = "، "
    number_word = "رقم"
    extension_word = "تحويلة"
    symbols: ClassVar[Mapping[str, str]] = {
        **{"@": "آت", ".": "نقطة", "/": "شرطة مائلة", "-": "شرطة", "_": "شرطة سفلية"},
        **{":": "نقطتان", "#": "مربع", "+": "زائد", "&": "و", "?": "علامة استفهام", "*": "نجمة"},
        **{"=": "يساوي", "%": "في المئة", "<": "أصغر من", ">": "أكبر من"},
    }
    standing_signs: ClassVar[Mapping[str, str]] = {
        **{"≥": "أكبر من أو يساوي", "≤": "أصغر من أو يساوي", "±": "زائد أو ناقص"},
        **{"×": "في", "÷": "على", "‰": "في الألف", "½": "نصف"},
    }
    letter_names: ClassVar[Mapping[str, str]] = {
        **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _LATIN.split(), strict=True)),
        **dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", _NAMES.split(), strict=True)),
        **{
            "ا": "أَلِف",
            "أ": "أَلِف",
            "إ": "أَلِف",
            "آ": "أَلِف",
            "ة": "تاء مربوطة",
            "ى": "ألف مقصورة",
            "ء": "همزة",
        },
    }
    abbreviations: ClassVar[Mapping[str, str]] = {
        **{"إلخ.": "إلى آخره", "/شهر": " في الشهر", "/سنة": " في السنة", "/يوم": " في اليوم"},
        **{"السيد/": "السيد", "السيدة/": "السيدة"},
        **{"إلخ": "إلى آخره", "الخ.": "إلى آخره", "ص.ب.": "صندوق البريد"},
        **{"ص.ب": "صندوق البريد", "ق.م.": "قبل الميلاد"},
    }
    before_number: ClassVar[Mapping[str, str]] = {
        **{"ص.": "صفحة", "ع.": "عدد", "هـ.": "هاتف", "رقم:": "رقم", "№": "رقم", "#": "رقم"},
        **{"N°": "رقم", "No.": "رقم"},
    }
    before_name: ClassVar[Mapping[str, str]] = {
        **{"د.": "الدكتور", "أ.": "الأستاذ", "أ.د.": "الأستاذ الدكتور", "م.": "المهندس"},
    }
    in_address: ClassVar[Mapping[str, str]] = {"ش.": "شارع", "ط.": "طابق", "ع.": "عمارة"}
    signs: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(_OWN_WORDS, "XXX"),
        **{"د.م.": "MAD", "د.م": "MAD", "ر.س.": "SAR", "ر.س": "SAR", "﷼": "SAR", "ج.م.": "EGP"},
        **{"ج.م": "EGP", "د.ت.": "TND", "د.ت": "TND", "د.ج.": "DZD", "د.ج": "DZD"},
        **{"د.إ.": "AED", "د.إ": "AED", "د.ك.": "KWD", "د.ك": "KWD", "ر.ق.": "QAR"},
        **{"ر.ع.": "OMR", "د.ب.": "BHD", "د.أ.": "JOD", "يورو": "EUR", "د.ع.": "IQD"},
    }
    units: ClassVar[Mapping[str, Noun]] = {
        "EUR": Noun("يورو"),
        "USD": Noun("دولار", two="دولاران", few="دولارات", many="دولارًا"),
        "GBP": Noun(
            "جنيه إسترليني",
            two="جنيهان إسترلينيان",
            few="جنيهات إسترلينية",
            many="جنيهًا إسترلينيًا",
        ),
    }
    home_units: ClassVar[Mapping[str, Noun]] = {
        **dict.fromkeys(("MAD", "AED"), _DIRHAM),
        **dict.fromkeys(("SAR", "QAR", "OMR", "YER"), _RIYAL),
        **dict.fromkeys(("TND", "DZD", "KWD", "JOD", "BHD", "IQD", "LYD"), _DINAR),
        **dict.fromkeys(("EGP", "SDG"), _POUND),
    }
    minor_units: ClassVar[Mapping[str, Noun]] = {
        **dict.fromkeys(("EUR", "USD", "CAD", "AUD"), _CENT),
        **dict.fromkeys(("MAD", "DZD", "CHF"), _SANTIM),
        "GBP": Noun("بنس", two="بنسان", few="بنسات", many="بنسًا"),
        "SAR": Noun("هللة", two="هللتان", few="هللات", many="هللةً", gender=Gender.FEMININE),
        "EGP": Noun("قرش", two="قرشان", few="قروش", many="قرشًا"),
        "TND": Noun("مليم", two="مليمان", few="مليمات", many="مليمًا"),
        "AED": Noun("فلس", two="فلسان", few="فلوس", many="فلسًا"),
        "QAR": Noun("درهم", two="درهمان", few="دراهم", many="درهمًا"),
        "KWD": Noun("فلس", two="فلسان", few="فلوس", many="فلسًا"),
    }
    measures: ClassVar[Mapping[str, Noun]] = {
        "kg": Noun("كيلوغرام", two="كيلوغرامان", few="كيلوغرامات", many="كيلوغرامًا"),
        "km": Noun("كيلومتر", two="كيلومتران", few="كيلومترات", many="كيلومترًا"),
        "cm": Noun("سنتيمتر", two="سنتيمتران", few="سنتيمترات", many="سنتيمترًا"),
        "ml": Noun("مليلتر", two="مليلتران", few="مليلترات", many="مليلترًا"),
        **dict.fromkeys(("m²", "m2"), _SQUARE_METRE),
        "°C": _DEGREE,
        "km/h": Noun(
            "كيلومتر في الساعة",
            two="كيلومتران في الساعة",
            few="كيلومترات في الساعة",
            many="كيلومترًا في الساعة",
        ),
        **dict.fromkeys(("KB", "kB"), Noun("كيلوبايت")),
        "kWh": Noun("كيلوواط ساعة"),
    }
    measure_signs: ClassVar[Mapping[str, str]] = {
        **{"كم": "km", "كلم": "km", "كغ": "kg", "كجم": "kg", "كلغ": "kg", "سم": "cm"},
        **{"م²": "m²", "م2": "m²", "ميغابايت": "MB"},
    }
    scales: ClassVar[tuple[str, ...]] = ("ألف", "آلاف", "مليون", "ملايين", "مليار", "مليارات")
    dates: ClassVar[tuple[str, ...]] = ()
    meridiems: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("ص", "صباحًا", "صباحا", "am"), "am"),
        **dict.fromkeys(("م", "مساءً", "مساء", "pm"), "pm"),
    }

    def rules(self) -> Sequence[Rule]:
        """Return the rules for dates with the name of a month, and for Hijri dates and years."""
        years = r"(?:[ \xa0،]+(?:عام|سنة)?[ \xa0]?(?P<year>1[34]\d\d|[12]\d{3}))"
        months = "|".join(sorted((*_MONTHS.split(), *_TWO_WORDS), key=len, reverse=True))
        hijri = "|".join(sorted(_HIJRI_WRITTEN, key=len, reverse=True))
        day = rf"{START}(?P<day>\d{{1,2}})[ \xa0](?:من[ \xa0])?(?:شهر[ \xa0])?"
        over = rf"(?!\d){NO_LETTER}"
        era = rf"[ \xa0]?(?:هـ|ه{over})"
        return (
            (rf"{day}(?P<month>{hijri}){over}(?:{years}(?:{era})?)?", self._hijri),
            (rf"{day}(?P<month>{months}){over}(?:{years}(?:[ \xa0]?م{over})?)?", self._named),
            (
                rf"{START}(?P<day>\d{{1,2}})[-/](?P<month>\d{{1,2}})[-/](?P<year>1[34]\d\d)"
                rf"(?:{era}|{END})",
                self._hijri,
            ),
            (
                rf"{START}(?P<year>1[34]\d\d)[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})"
                rf"(?:{era}|{END})",
                self._hijri,
            ),
            (rf"{START}(?P<year>[12]\d{{3}})[ \xa0]?م{over}", self._common_era),
            (
                rf"{START}(?P<day>\d{{1,2}})[-/](?P<month>\d{{1,2}})[-/](?P<year>[12]\d{{3}})"
                rf"[ \xa0]?م{over}",
                self._common_era,
            ),
            (
                rf"{START}(?P<year>[12]\d{{3}})[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})"
                rf"[ \xa0]?م{over}",
                self._common_era,
            ),
            (rf"{START}(?P<year>1[34]\d\d){era}", lambda m: f"{self.year(int(m['year']))} للهجرة"),
        )

    def currency(self, sign: str) -> str | None:
        """Return the currency of a sign; a word such as درهم means the region's own."""
        if sign not in _OWN_WORDS:
            return super().currency(sign)
        unit = self.home_units.get(self.own_currency or "")
        return self.own_currency if unit is _OWN_WORDS[sign] else None

    def pronounce(self, spoken: str) -> str:
        """Give the numbers among the words their short vowels."""
        return vowel(spoken)

    def cardinal(self, number: int, gender: Gender = Gender.MASCULINE) -> str:
        """Say a number in the nominative, in agreement with a noun of `gender`."""
        return arabic_numbers.cardinal(number, feminine=gender is Gender.FEMININE)

    def ordinal(self, number: int, mark: str = "") -> str:
        """Say a definite rank; above 99 the number stands after the word for it."""
        if 0 < number < 100:
            return arabic_numbers.ordinal(number)
        return f"{self.number_word} {self.cardinal(number)}"

    def year(self, year: int) -> str:
        """Say a year in the genitive, as after "عام"."""
        return arabic_numbers.oblique(self.cardinal(year))

    def count(self, number: Decimal, noun: Noun) -> str:
        """Say a number of things: درهم واحد, درهمان, ثلاثة دراهم, أحد عشر درهمًا, مئة درهم."""
        if number % 1 or number > 10**15:
            return self.join(self.number(number, noun.gender), noun.other)
        whole = int(number)
        rest, last = whole - whole % 100, whole % 100
        head = f"{self.cardinal(rest)} و" if rest else ""
        if last == 1:
            return f"{head}{noun.other} {self.cardinal(1, noun.gender)}"
        if last == 2 and noun.two:
            return f"{head}{noun.two}"
        spoken = arabic_numbers.construct(self.cardinal(whole, noun.gender))
        return self.join(spoken, noun.form(self.locale.plural_form(number)))

    def span(self, first: str, last: str) -> str:
        """Say a range; what follows "إلى" is in the genitive."""
        return super().span(first, arabic_numbers.oblique(last))

    def amount(self, value: Decimal, code: str, scale: str = "") -> str:
        """Say an amount; "و" is written together with what follows."""
        return super().amount(value, code, scale).replace(" و ", " و")

    def date(self, day: int | None, month: int, year: int | None) -> str:
        """Say الأول من فبراير عام ألف وتسعمئة وثمانين, in the month names of the region."""
        return self._dated(day, self.month_names[month], year)

    def time(self, hour: int, minute: int, second: int | None, meridiem: str = "") -> str:
        """Say an hour by its feminine ordinal: الثانية والنصف مساءً."""
        said = arabic_numbers.ordinal(hour, feminine=True) if hour else "الصفر"
        said = "الواحدة" if hour == 1 else said
        if minute in {15, 30} and not second:
            said = f"{said} و{'الربع' if minute == 15 else 'النصف'}"
        elif minute:
            said = f"{said} و{self.count(Decimal(minute), _MINUTE)}"
        if second:
            said = f"{said} و{self.count(Decimal(second), _SECOND)}"
        return self.join(said, {"am": "صباحًا", "pm": "مساءً"}.get(meridiem, ""))

    def _dated(self, day: int | None, month: str, year: int | None, era: str = "") -> str:
        said_day = f"{arabic_numbers.ordinal(day)} من" if day else ""
        said_year = f"عام {self.year(year)}" if year else ""
        return self.join(said_day, month, said_year, era if year else "")

    def _named(self, match: Match[str]) -> str | None:
        day, year = int(match["day"]), match["year"]
        said = self._dated(day, match["month"], int(year) if year else None)
        return said if 1 <= day <= 31 else None

    def _common_era(self, match: Match[str]) -> str | None:
        """Say a year, or a numeric date, that is marked as one of the Gregorian calendar."""
        if "day" not in match.groupdict():
            return f"{self.year(int(match['year']))} للميلاد"
        said = say_date(self, match)
        return None if said is None else f"{said} للميلاد"

    def _hijri(self, match: Match[str]) -> str | None:
        """Say a date of the Islamic calendar, whose months have at most 30 days; no conversion."""
        day, written, year = int(match["day"]), match["month"], match["year"]
        if not 1 <= day <= 30 or (written.isdecimal() and not 1 <= int(written) <= 12):
            return None
        month = _HIJRI[int(written) - 1] if written.isdecimal() else _HIJRI_WRITTEN[written]
        return self._dated(day, month, int(year) if year else None, "للهجرة")


GRAMMAR = Arabic
