from __future__ import annotations

import pytest

from narration.spoken import normalize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Född den 1 februari 1980.", "Född den första februari nittonhundraåttio."),
        ("2024-12-31", "trettioförsta december tjugohundratjugofyra"),
        ("31/12/2005", "trettioförsta december tvåtusenfem"),
        ("den 21 mars", "den tjugoförsta mars"),
        ("1 jan. 2024", "första januari tjugohundratjugofyra"),
        ("kl. 14.30", "klockan fjorton trettio"),
        ("Kl 08.05", "Klockan åtta noll fem"),
        ("Öppet 9.00–16.15", "Öppet nio till sexton femton"),
        ("avsnitt 3.10", "avsnitt 3.10"),
        ("1 234,50 kr", "ettusen tvåhundratrettiofyra kronor och femtio öre"),
        ("1 kr", "en krona"),
        ("21 kr", "tjugoen kronor"),
        ("0,50 kr", "femtio öre"),
        ("100:-", "etthundra kronor"),
        ("2,5 miljoner kr", "två komma fem miljoner kronor"),
        ("5 mkr", "5 miljoner kronor"),
        ("500 kr/mån", "femhundra kronor i månaden"),
        ("€20,05", "tjugo euro och fem cent"),
        ("£1", "ett pund"),
        ("-5 kr", "minus fem kronor"),
        ("5 %", "fem procent"),
        ("10–12 %", "tio till tolv procent"),
        ("2,25 %", "två komma tjugofem procent"),
        (
            "personnummer 19800201-1234",
            "personnummer ett nio åtta noll, noll två, noll ett, ett två tre fyra",
        ),
        ("080201+1234", "noll åtta, noll två, noll ett, plus ett två tre fyra"),
        ("0771-524 524", "noll sju sju ett, fem två fyra, fem två fyra"),
        ("+46 8 123 456 78", "plus fyra sex, åtta, ett två tre, fyra fem sex, sju åtta"),
        ("info@forsakringskassan.se", "info snabel-a forsakringskassan punkt S E"),
        ("t.ex. pension m.m.", "till exempel pension med mera."),
        ("fr.o.m. 1 maj", "från och med första maj"),
        ("ca 300 kronor", "cirka 300 kronor"),
        ("Dr Andersson", "Doktor Andersson"),
        ("1:a, 2:a och 3:e", "första, andra och tredje"),
        ("åren 1990–1995", "åren nittonhundranittio till nittonhundranittiofem"),
        ("5–10 dagar", "fem till tio dagar"),
    ],
)
def test_swedish_is_said_as_it_is_spoken(text: str, expected: str) -> None:
    assert normalize(text, "sv") == expected


@pytest.mark.parametrize(
    ("say_as", "text", "expected"),
    [
        ("date", "1980-02-01", "första februari nittonhundraåttio"),
        ("time", "14.30", "fjorton trettio"),
        ("currency", "1234,5", "ettusen tvåhundratrettiofyra kronor och femtio öre"),
        (
            "telephone",
            "+46 8 123 456 78",
            "plus fyra sex, åtta, ett två tre, fyra fem sex, sju åtta",
        ),
        ("spell-out", "AB12", "A B ett två"),
        ("digits", "2024", "två noll två fyra"),
        ("ordinal", "20", "tjugonde"),
        ("ordinal", "123", "etthundratjugotredje"),
        ("ordinal", "1000", "ettusende"),
        ("cardinal", "0", "noll"),
        ("cardinal", "1234567", "en miljon tvåhundratrettiofyratusen femhundrasextiosju"),
        ("cardinal", "3000000005", "tre miljarder fem"),
        (
            "address",
            "Storgatan 12 lgh 3, 11453 Stockholm",
            "Storgatan tolv lägenhet tre, ett ett fyra fem tre Stockholm",
        ),
    ],
)
def test_swedish_follows_a_hint(say_as: str, text: str, expected: str) -> None:
    assert normalize(text, "sv", say_as) == expected


def test_in_finland_an_amount_without_a_sign_is_in_euro() -> None:
    assert normalize("12,50", "sv-FI", "currency") == "tolv euro och femtio cent"
