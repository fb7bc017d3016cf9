from datetime import date, datetime

import pytest

from outreach.imports.values import (
    DateOrder,
    clean,
    parse_channel,
    parse_country,
    parse_date,
    parse_flag,
    parse_language,
    parse_region,
    parse_time_zone,
    parse_word,
)


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("1960-05-04", None, date(1960, 5, 4)),
        ("1960/5/4", None, date(1960, 5, 4)),
        ("19600504", None, date(1960, 5, 4)),
        ("1960-05-04T00:00:00", None, date(1960, 5, 4)),
        ("31.12.1960", None, date(1960, 12, 31)),
        ("12/31/1960", None, date(1960, 12, 31)),
        ("05/05/1960", None, date(1960, 5, 5)),
        ("04/05/1960", DateOrder.DMY, date(1960, 5, 4)),
        ("04/05/1960", DateOrder.MDY, date(1960, 4, 5)),
        ("١٩٦٠-٠٥-٠٤", None, date(1960, 5, 4)),
        (date(1960, 5, 4), None, date(1960, 5, 4)),
        (datetime(1960, 5, 4, 12), None, date(1960, 5, 4)),
    ],
)
def test_a_date_is_read_in_many_forms(cell, order, expected):
    assert parse_date(cell, order) == expected


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("04/05/1960", "--dates dmy"),
        ("4.5.60", "two digits"),
        ("1960-02-30", "does not exist"),
        ("31/31/1960", "does not exist"),
        ("2503-05-04", "between"),
        ("0001-01-01", "between"),
        ("1960", "no date"),
        ("soon", "no date"),
        ("22041", "no date"),
        ("1960-05-04 13:00", "no date"),
    ],
)
def test_a_date_that_is_none_or_two_is_refused(cell, problem):
    with pytest.raises(ValueError, match=problem):
        parse_date(cell)


def test_an_order_that_makes_no_date_is_not_turned_round():
    with pytest.raises(ValueError, match="does not exist"):
        parse_date("12/31/1960", DateOrder.DMY)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        *((word, True) for word in ("Oui", "x", "نعم", "是", "ஆம்", "KYLLÄ", "ja", "ya", "sí")),
        *((word, False) for word in ("non", "0", "لا", "否", "இல்லை", "ei", "nej", "tidak")),
    ],
)
def test_yes_and_no_are_understood_in_ten_languages(cell, expected):
    assert parse_flag(cell) is expected


@pytest.mark.parametrize(
    ("cell", "tag"),
    [
        ("fr", "fr"),
        ("AR_ma", "ar-MA"),
        ("French", "fr"),
        ("français", "fr"),
        ("العربية", "ar"),
        ("suomi", "fi"),
        ("ranska", "fr"),
        ("Bahasa Melayu", "ms"),
        ("الفرنسية", "fr"),
        ("yo", "yo"),
    ],
)
def test_a_language_is_a_tag_or_a_name(cell, tag):
    assert parse_language(cell) == tag


@pytest.mark.parametrize(
    ("parse", "cell", "expected"),
    [
        (parse_country, "fin", "FI"),
        (parse_country, "ma", "MA"),
        (parse_country, "France", "FR"),
        (parse_country, "etats unis", "US"),
        (parse_country, "المغرب", "MA"),
        (parse_country, "கென்யா", "KE"),
        (parse_time_zone, "Asia/Kolkata", "Asia/Kolkata"),
        (parse_channel, "E-Mail", "email"),
        (parse_word, "Job loss", "job_loss"),
        (lambda cell: parse_region(cell, "MA"), "06", "MA-06"),
        (lambda cell: parse_region(cell, "MA"), "ma-06", "MA-06"),
        (lambda cell: parse_region(cell, "FR"), "75", "FR-75C"),
    ],
)
def test_places_channels_and_words_are_written_in_one_form(parse, cell, expected):
    assert parse(cell) == expected


@pytest.mark.parametrize(
    ("parse", "cell"),
    [
        (parse_flag, "maybe"),
        (parse_language, "klingonese"),
        (parse_language, "x" * 500),
        (parse_country, "XX"),
        (parse_country, "Atlantis"),
        (parse_time_zone, "CET+1"),
        (parse_time_zone, "../../etc/passwd"),
        (parse_channel, "pigeon"),
        (parse_word, "a;b"),
        (lambda cell: parse_region(cell, "MA"), "FR-75"),
        (lambda cell: parse_region(cell, "FI"), "FI-99"),
        (lambda cell: parse_region(cell, "FI"), "99"),
        (lambda cell: parse_region(cell, "AX"), "AX-01"),
        (lambda cell: parse_region(cell, None), "FI-99"),
        (lambda cell: parse_region(cell, None), "north"),
    ],
)
def test_what_is_none_is_refused_without_being_quoted(parse, cell):
    with pytest.raises(ValueError, match=r"^is n") as caught:
        parse(cell)

    assert cell not in str(caught.value)


def test_an_unknown_region_is_answered_with_one_of_its_country():
    with pytest.raises(ValueError, match="of that country, such as FI-01"):
        parse_region("FI-99", "FI")


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ufffdb", "x" * 10_001])
def test_text_that_no_person_wrote_is_refused(text):
    with pytest.raises(ValueError, match="characters"):
        clean(text)


def test_blanks_of_all_kinds_are_taken_off_and_letters_composed():
    assert clean("\ufeff\xa0 Zoe\u0301 \t") == "Zoé"
