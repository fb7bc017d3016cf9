from __future__ import annotations

import pytest

from narration.spoken import normalize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lahir 1 Februari 1980.", "Lahir satu Februari seribu sembilan ratus lapan puluh."),
        ("31 Ogos 1957", "tiga puluh satu Ogos seribu sembilan ratus lima puluh tujuh"),
        ("1/2/1980", "satu Februari seribu sembilan ratus lapan puluh"),
        ("pukul 2.30 petang", "pukul dua tiga puluh petang"),
        ("9.05 pagi", "sembilan kosong lima pagi"),
        ("2:30 PM", "dua tiga puluh petang"),
        ("12:00 PM", "dua belas tengah hari"),
        ("9.00 pagi hingga 5.00 petang", "sembilan pagi hingga lima petang"),
        ("14:30", "empat belas tiga puluh"),
        ("bab 3.10", "bab tiga perpuluhan satu kosong"),
        ("RM1,234.50", "seribu dua ratus tiga puluh empat ringgit lima puluh sen"),
        ("31hb Disember 2025", "tiga puluh satu Disember dua ribu dua puluh lima"),
        ("RM500-RM800", "lima ratus ringgit hingga lapan ratus ringgit"),
        (
            "+60 12-345 6789",
            "campur enam kosong, satu dua, tiga empat lima, enam tujuh lapan sembilan",
        ),
        ("+60 12-345", "campur enam kosong, satu dua, tiga empat lima"),
        ("RM0.50", "lima puluh sen"),
        ("RM1.5 juta", "satu perpuluhan lima juta ringgit"),
        ("RM500/bulan", "lima ratus ringgit sebulan"),
        ("$5", "lima dolar Amerika"),
        ("5%", "lima peratus"),
        ("10-12%", "sepuluh hingga dua belas peratus"),
        ("2.25%", "dua perpuluhan dua lima peratus"),
        ("-3%", "negatif tiga peratus"),
        (
            "kad pengenalan 800201-14-5678",
            "kad pengenalan lapan kosong kosong dua kosong satu, satu empat, lima enam tujuh lapan",
        ),
        ("03-8922 6000", "kosong tiga, lapan sembilan dua dua, enam kosong kosong kosong"),
        (
            "+60 3 8922 6000",
            "campur enam kosong, tiga, lapan sembilan dua dua, enam kosong kosong kosong",
        ),
        ("aduan@kwsp.gov.my", "aduan et K W S P titik gov titik M Y"),
        ("En. Ahmad dan Pn. Siti", "Encik Ahmad dan Puan Siti"),
        ("Syarikat Maju Sdn. Bhd.", "Syarikat Maju Sendirian Berhad."),
        ("borang, sijil, dll.", "borang, sijil, dan lain-lain."),
        ("ke-1, ke-2, ke-21", "pertama, kedua, kedua puluh satu"),
        ("1,234,567", "satu juta dua ratus tiga puluh empat ribu lima ratus enam puluh tujuh"),
        ("5-10 hari", "lima hingga sepuluh hari"),
    ],
)
def test_malay_is_said_as_it_is_spoken(text: str, expected: str) -> None:
    assert normalize(text, "ms") == expected


@pytest.mark.parametrize(
    ("say_as", "text", "expected"),
    [
        ("date", "01/02/1980", "satu Februari seribu sembilan ratus lapan puluh"),
        ("time", "2.30", "dua tiga puluh"),
        ("currency", "1234.5", "seribu dua ratus tiga puluh empat ringgit lima puluh sen"),
        (
            "telephone",
            "0389226000",
            "kosong tiga, lapan sembilan dua dua, enam kosong kosong kosong",
        ),
        ("spell-out", "AB12", "A B satu dua"),
        ("digits", "2024", "dua kosong dua empat"),
        ("ordinal", "8", "kelapan"),
        ("cardinal", "1,818", "seribu lapan ratus lapan belas"),
        ("cardinal", "1000000", "satu juta"),
        ("cardinal", "2011111111", "dua bilion sebelas juta seratus sebelas ribu seratus sebelas"),
        (
            "address",
            "No. 12, Jln Ampang, 50450 Kuala Lumpur",
            "Nombor dua belas, Jalan Ampang, lima kosong empat lima kosong Kuala Lumpur",
        ),
    ],
)
def test_malay_follows_a_hint(say_as: str, text: str, expected: str) -> None:
    assert normalize(text, "ms", say_as) == expected


def test_in_singapore_the_dollar_is_its_own() -> None:
    assert normalize("$5.50", "ms-SG") == "lima dolar Singapura lima puluh sen"
