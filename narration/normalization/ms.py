"""Malay, as in Malaysia, Brunei and Singapore. num2words has no Malay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from re import Match
from typing import ClassVar

from narration.normalization.boundaries import END, START
from narration.normalization.clock import DOTTED, after
from narration.normalization.grammar import Grammar, Rule
from narration.normalization.nouns import Gender, Noun

_TO_ELEVEN = "kosong satu dua tiga empat lima enam tujuh lapan sembilan sepuluh sebelas"
_ONES = _TO_ELEVEN.split()
_SCALES = (
    (10**12, "trilion"),
    (10**9, "bilion"),
    (10**6, "juta"),
    (1000, "ribu"),
    (100, "ratus"),
    (10, "puluh"),
)
_HALVES = r"(?=[ \xa0](?:pagi|petang|ptg|malam|tengah hari|tengah malam))"


class Malay(Grammar):
    """Malay. Zero is *kosong*, as in telephone numbers and in everyday speech."""

    home = "MY"
    minus = "negatif"
    plus = "campur"
    point = "perpuluhan"
    amount_join = ""
    percent_word = "peratus"
    range_word = "hingga"
    number_word = "nombor"
    extension_word = "sambungan"
    symbols: ClassVar[Mapping[str, str]] = {
        **{"@": "et", ".": "titik", "/": "garis miring", "-": "sengkang", "_": "garis bawah"},
        **{":": "titik bertindih", "#": "tanda pagar", "+": "campur", "&": "dan"},
        **{"?": "tanda soal", "=": "sama dengan", "%": "peratus"},
        **{"<": "kurang daripada", ">": "lebih daripada"},
    }
    standing_signs: ClassVar[Mapping[str, str]] = {
        **{"≥": "sekurang-kurangnya", "≤": "selebih-lebihnya", "±": "campur tolak"},
        **{"×": "kali", "÷": "bahagi", "‰": "per seribu", "½": "setengah"},
    }
    abbreviations: ClassVar[Mapping[str, str]] = {
        **{"dll.": "dan lain-lain", "dsb.": "dan sebagainya", "dll": "dan lain-lain"},
        **{"spt.": "seperti", "cth.": "contohnya", "b.p.": "bagi pihak", "u.p.": "untuk perhatian"},
        **{"d/a": "dengan alamat", "a/p": "anak perempuan", "a/l": "anak lelaki"},
        **{"Jln.": "Jalan", "Jln": "Jalan", "Tmn.": "Taman", "Lrg.": "Lorong", "Kg.": "Kampung"},
        **{"Sdn.": "Sendirian", "Bhd.": "Berhad", "Sdn": "Sendirian", "Bhd": "Berhad"},
        **{
            "tel.": "telefon",
            "Tel.": "Telefon",
            "No.": "Nombor",
            "no.": "nombor",
            "hb.": "hari bulan",
        },
        **{"ptg.": "petang", "tkh.": "tarikh", "Yg.": "Yang", "yg": "yang", "samb.": "sambungan"},
        **{"/bulan": " sebulan", "/tahun": " setahun", "/bln": " sebulan"},
    }
    before_number: ClassVar[Mapping[str, str]] = {"Tkt.": "Tingkat", "tkt.": "tingkat"}
    before_name: ClassVar[Mapping[str, str]] = {
        **{"En.": "Encik", "Pn.": "Puan", "Tn.": "Tuan", "Hj.": "Haji", "Hjh.": "Hajah"},
        **{"Dr.": "Doktor", "Dr": "Doktor", "Prof.": "Profesor", "Sdr.": "Saudara"},
    }
    in_address: ClassVar[Mapping[str, str]] = {
        **{"Jln": "Jalan", "Tkt.": "tingkat", "Blk": "blok", "Kg": "Kampung", "Tmn": "Taman"},
        **{"Lrg": "Lorong", "Bt.": "Batu", "Bdr": "Bandar", "Sg.": "Sungai"},
    }
    units: ClassVar[Mapping[str, Noun]] = {
        **{"MYR": Noun("ringgit"), "USD": Noun("dolar Amerika"), "EUR": Noun("euro")},
        **{"IDR": Noun("rupiah"), "SGD": Noun("dolar Singapura"), "BND": Noun("dolar Brunei")},
        **{"GBP": Noun("paun")},
    }
    minor_units: ClassVar[Mapping[str, Noun]] = {
        code: Noun("sen") for code in ("MYR", "USD", "EUR", "SGD", "BND")
    }
    scales = ("ribu", "juta", "bilion", "trilion")
    dates = (
        r"(?P<day>\d{1,2})(?:[ \xa0]|[ \xa0]?hb\.?[ \xa0])(?P<month>{months})\.?"
        r"(?:[ \xa0](?P<year>\d{4}))?",
    )
    times = (
        r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)[ \xa0]?(?P<meridiem>{meridiems})(?!\w)",
        r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?",
        after("pukul", "jam"),
        DOTTED + _HALVES,
        r"(?P<hour>\d{1,2})[ \xa0]?(?P<meridiem>{meridiems})(?!\w)",
    )
    meridiems: ClassVar[Mapping[str, str]] = {"am": "am", "pm": "pm", "a.m.": "am", "p.m.": "pm"}
    ordinals = r"[Kk]e-(?P<number>\d{1,6})"

    def rules(self) -> Sequence[Rule]:
        """Identity card numbers: date of birth, place of birth, serial number."""
        return ((rf"{START}(\d{{6}})-(\d\d)-(\d{{4}}){END}", self._say_identity_card),)

    def cardinal(self, number: int, gender: Gender = Gender.MASCULINE) -> str:
        """Say a whole number below 10 ** 15."""
        if number < 12:
            return _ONES[number]
        if number < 20:
            return f"{_ONES[number - 10]} belas"
        scale, name = next(entry for entry in _SCALES if number >= entry[0])
        count, rest = divmod(number, scale)
        # One is the prefix se- up to a thousand, and a word of its own from a million.
        said = f"se{name}" if count == 1 and scale <= 1000 else f"{self.cardinal(count)} {name}"
        return f"{said} {self.cardinal(rest)}" if rest else said

    def ordinal(self, number: int, mark: str = "") -> str:
        """Say a rank: ``pertama``, ``kedua puluh satu``."""
        return "pertama" if number == 1 else f"ke{self.cardinal(number)}"

    def time(self, hour: int, minute: int, second: int | None, meridiem: str = "") -> str:
        """Say a time of day, with *pagi*, *petang* or *malam* for a.m. and p.m."""
        said = [self.cardinal(hour), self._two_digits(minute) if minute or second else ""]
        said.append(self._two_digits(second) if second else "")
        return self.join(*said, _half(hour, meridiem) if meridiem else "")

    def _two_digits(self, number: int) -> str:
        return self.join(self.cardinal(0) if number < 10 else "", self.cardinal(number))

    def _say_identity_card(self, match: Match[str]) -> str:
        return self.groups(match.groups())


def _half(hour: int, meridiem: str) -> str:
    if meridiem == "am":
        return "tengah malam" if hour == 12 else "pagi"
    if hour == 12:
        return "tengah hari"
    return "petang" if hour < 7 else "malam"


GRAMMAR = Malay
