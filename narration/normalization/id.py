"""Indonesian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from re import Match
from typing import ClassVar

from narration.normalization.boundaries import END, START
from narration.normalization.clock import after, opening_hours
from narration.normalization.grammar import Grammar, Rule
from narration.normalization.nouns import Noun
from narration.normalization.quantities import number_pattern, parse_number

_SCALES = {"rb": "ribu", "jt": "juta", "M": "miliar"}


class Indonesian(Grammar):
    """Indonesian."""

    home = "ID"
    num2words_language = "id"
    minus = "minus"
    plus = "plus"
    point = "koma"
    amount_join = ""
    percent_word = "persen"
    range_word = "sampai"
    number_word = "nomor"
    extension_word = "ekstensi"
    symbols: ClassVar[Mapping[str, str]] = {
        **{"@": "et", ".": "titik", "/": "garis miring", "-": "strip", "_": "garis bawah"},
        **{":": "titik dua", "#": "tanda pagar", "+": "plus", "&": "dan", "?": "tanda tanya"},
        **{"=": "sama dengan", "%": "persen", "<": "kurang dari", ">": "lebih dari"},
    }
    standing_signs: ClassVar[Mapping[str, str]] = {
        **{"≥": "minimal", "≤": "maksimal", "±": "plus minus"},
        **{"×": "kali", "÷": "dibagi", "‰": "per seribu", "½": "setengah"},
    }
    abbreviations: ClassVar[Mapping[str, str]] = {
        **{"Bpk.": "Bapak", "Bp.": "Bapak", "Sdr.": "Saudara", "Sdri.": "Saudari"},
        **{"Yth.": "yang terhormat", "dll.": "dan lain-lain", "dsb.": "dan sebagainya"},
        **{
            "dst.": "dan seterusnya",
            "tsb.": "tersebut",
            "a.n.": "atas nama",
            "a.l.": "antara lain",
        },
        **{"u.p.": "untuk perhatian", "d.a.": "dengan alamat", "s.d.": "sampai dengan"},
        **{
            "s/d": "sampai dengan",
            "ybs.": "yang bersangkutan",
            "tgl.": "tanggal",
            "tgl": "tanggal",
        },
        **{
            "Jl.": "Jalan",
            "Jln.": "Jalan",
            "Gg.": "Gang",
            "Kec.": "Kecamatan",
            "Kel.": "Kelurahan",
        },
        **{"Kab.": "Kabupaten", "Telp.": "Telepon", "Tlp.": "Telepon", "hlm.": "halaman"},
        **{"WIB": "Waktu Indonesia Barat", "WITA": "Waktu Indonesia Tengah"},
        **{
            "WIT": "Waktu Indonesia Timur",
            "Rek.": "Rekening",
            "rek.": "rekening",
            "spt.": "seperti",
            "dgn.": "dengan",
            "yg": "yang",
        },
        **{"/bulan": " per bulan", "/bln": " per bulan", "/tahun": " per tahun"},
        **{"dll": "dan lain-lain", "dsb": "dan sebagainya", "No.": "Nomor", "no.": "nomor"},
    }
    before_number: ClassVar[Mapping[str, str]] = {
        **{"lt.": "lantai", "Lt.": "Lantai", "ps.": "pasal"},
    }
    before_name: ClassVar[Mapping[str, str]] = {
        **{"Tn.": "Tuan", "Ny.": "Nyonya", "Nn.": "Nona", "dr.": "dokter", "Dr.": "Doktor"},
        **{"Prof.": "Profesor", "H.": "Haji", "Hj.": "Hajah", "Ir.": "Insinyur"},
    }
    in_address: ClassVar[Mapping[str, str]] = {
        **{"Blok": "blok", "Lt.": "lantai", "Komp.": "Kompleks"},
    }
    signs: ClassVar[Mapping[str, str]] = {"Rp.": "IDR"}
    units: ClassVar[Mapping[str, Noun]] = {
        **{"IDR": Noun("rupiah"), "USD": Noun("dolar Amerika"), "EUR": Noun("euro")},
        **{"MYR": Noun("ringgit"), "SGD": Noun("dolar Singapura"), "GBP": Noun("pound")},
        **{"SAR": Noun("riyal")},
    }
    minor_units: ClassVar[Mapping[str, Noun]] = {
        code: Noun("sen") for code in ("IDR", "USD", "EUR", "MYR", "SGD")
    }
    scales = (*_SCALES, "ribu", "juta", "miliar", "milyar", "triliun")
    times = (
        r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?",
        after("pukul", "jam", "jam:", "pkl", r"pkl\."),
    )
    dates = (
        r"(?P<day>\d{1,2})[ \xa0](?P<month>{months})\.?(?:[ \xa0](?P<year>\d{4}))?",
        r"(?P<day>\d{1,2})-(?P<month>{months})-(?P<year>\d{4})",
    )
    ordinals = r"[Kk]e-(?P<number>\d{1,6})"

    def rules(self) -> Sequence[Rule]:
        """Opening hours, prices such as ``Rp50.000,-``, population and tax numbers."""
        number = number_pattern(self.grouping_marks)
        tax = r"\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}"
        return (
            (rf"{START}{tax}{END}", self._say_tax_number),
            (rf"{START}(\d{{6}})(\d{{6}})(\d{{4}}){END}", self._say_population_number),
            (rf"{START}Rp\.?[ \xa0]?({number}),-", self._say_price),
            (r"\bRT[ .]?(\d{1,3})(?: ?/ ?RW[ .]?(\d{1,3}))?\b", self._say_neighbourhood),
            opening_hours(self, words=r"s\.?d\.?|s/d|sampai|hingga"),
        )

    def scaled(self, value: Decimal, scale: str, unit: Noun) -> str:
        """Say an amount such as Rp2 M."""
        return super().scaled(value, _SCALES.get(scale, scale), unit)

    def ordinal(self, number: int, mark: str = "") -> str:
        """Say a rank: ``pertama``, ``kedua puluh satu``."""
        return "pertama" if number == 1 else f"ke{self.cardinal(number)}"

    def time(self, hour: int, minute: int, second: int | None, meridiem: str = "") -> str:
        """Say a time of 24 hours, with the zero of the first nine minutes."""
        said = [self.cardinal(hour), self._two_digits(minute) if minute or second else ""]
        return self.join(*said, self._two_digits(second) if second else "")

    def _two_digits(self, number: int) -> str:
        return self.join(self.cardinal(0) if number < 10 else "", self.cardinal(number))

    def _say_tax_number(self, match: Match[str]) -> str:
        return self.groups(match[0].replace("-", ".").split("."))

    def _say_population_number(self, match: Match[str]) -> str:
        return self.groups(match.groups())

    def _say_price(self, match: Match[str]) -> str | None:
        value = parse_number(match[1], self.decimal_mark)
        return None if value is None else self.amount(value, "IDR")

    def _say_neighbourhood(self, match: Match[str]) -> str:
        said = f"R T {self.digits(match[1])}"
        return f"{said}, R W {self.digits(match[2])}" if match[2] else said


GRAMMAR = Indonesian
