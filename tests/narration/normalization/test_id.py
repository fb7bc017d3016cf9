from __future__ import annotations

import pytest

from narration.spoken import normalize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lahir 1 Februari 1980.", "Lahir satu Februari seribu sembilan ratus delapan puluh."),
        ("17-08-1945", "tujuh belas Agustus seribu sembilan ratus empat puluh lima"),
        ("1980-02-01", "satu Februari seribu sembilan ratus delapan puluh"),
        ("1-Feb-1980", "satu Februari seribu sembilan ratus delapan puluh"),
        ("pukul 14.30", "pukul empat belas tiga puluh"),
        ("Pukul 09.05 WIB", "Pukul sembilan nol lima Waktu Indonesia Barat"),
        ("pukul 08.00 s.d. 16.30", "pukul delapan sampai enam belas tiga puluh"),
        ("Buka 08.00–16.00", "Buka delapan sampai enam belas"),
        ("bab 3.10", "bab 3.10"),
        ("Rp1.500.000,00", "satu juta lima ratus ribu rupiah"),
        ("Rp1.000.000-Rp2.000.000", "satu juta rupiah sampai dua juta rupiah"),
        ("Rp2 M dan Rp1,5 jt", "dua miliar rupiah dan satu koma lima juta rupiah"),
        ("Rp 50.000,-", "lima puluh ribu rupiah"),
        ("Rp. 25.000", "dua puluh lima ribu rupiah"),
        ("Rp1,5 juta", "satu koma lima juta rupiah"),
        ("Rp500.000/bulan", "lima ratus ribu rupiah per bulan"),
        ("US$100.50", "seratus dolar Amerika lima puluh sen"),
        ("IDR 1.000.000", "satu juta rupiah"),
        ("5%", "lima persen"),
        ("10-12%", "sepuluh sampai dua belas persen"),
        ("2,25%", "dua koma dua lima persen"),
        ("-3%", "minus tiga persen"),
        (
            "NIK 3171234567890123",
            "NIK tiga satu tujuh satu dua tiga, empat lima enam tujuh delapan sembilan, "
            "nol satu dua tiga",
        ),
        (
            "NPWP 01.234.567.8-901.000",
            "NPWP nol satu, dua tiga empat, lima enam tujuh, delapan, "
            "sembilan nol satu, nol nol nol",
        ),
        (
            "0812-3456-7890",
            "nol delapan satu dua, tiga empat lima enam, tujuh delapan sembilan nol",
        ),
        ("+62 21 1234567", "plus enam dua, dua satu, satu dua tiga empat lima enam tujuh"),
        ("layanan@bpjs-kesehatan.go.id", "layanan et B P J S strip kesehatan titik go titik I D"),
        ("Yth. Bpk. Ahmad", "yang terhormat Bapak Ahmad"),
        ("Tn. Budi dan Ny. Siti", "Tuan Budi dan Nyonya Siti"),
        ("KTP, KK, dll.", "KTP, KK, dan lain-lain."),
        ("No. 12", "Nomor 12"),
        ("ke-1, ke-2, abad ke-21", "pertama, kedua, abad kedua puluh satu"),
        ("RT 03/RW 05", "R T nol tiga, R W nol lima"),
        ("1.234.567", "satu juta dua ratus tiga puluh empat ribu lima ratus enam puluh tujuh"),
        ("1.500.000 orang", "satu juta lima ratus ribu orang"),
        ("5-10 hari", "lima sampai sepuluh hari"),
    ],
)
def test_indonesian_is_said_as_it_is_spoken(text: str, expected: str) -> None:
    assert normalize(text, "id") == expected


@pytest.mark.parametrize(
    ("say_as", "text", "expected"),
    [
        ("date", "01/02/1980", "satu Februari seribu sembilan ratus delapan puluh"),
        ("time", "14.30", "empat belas tiga puluh"),
        ("currency", "1500000", "satu juta lima ratus ribu rupiah"),
        (
            "telephone",
            "081234567890",
            "nol delapan satu dua, tiga empat lima enam, tujuh delapan sembilan nol",
        ),
        ("spell-out", "AB12", "A B satu dua"),
        ("digits", "2024", "dua nol dua empat"),
        ("ordinal", "21", "kedua puluh satu"),
        ("cardinal", "1.234,5", "seribu dua ratus tiga puluh empat koma lima"),
        (
            "address",
            "Jl. Sudirman No. 12, Jakarta 10220",
            "Jalan Sudirman Nomor dua belas, Jakarta satu nol dua dua nol",
        ),
    ],
)
def test_indonesian_follows_a_hint(say_as: str, text: str, expected: str) -> None:
    assert normalize(text, "id", say_as) == expected
