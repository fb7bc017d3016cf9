from datetime import date, datetime, time
from decimal import Decimal
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import MissingValueError, WordingError
from outreach.placeholders import Amount, Kind, find_format_locale, parse_pattern


def fill(text, language="en", country=None, **values):
    return parse_pattern(text, language).render(values, find_format_locale(language, country))


def test_a_name_is_put_in_its_place():
    assert fill("Hello {first_name}, welcome.", first_name="Aino") == "Hello Aino, welcome."


@pytest.mark.parametrize(
    ("language", "country", "written"),
    [
        ("en", "GB", "4 May 2026"),
        ("en", "US", "May 4, 2026"),
        ("fi", "FI", "4. toukokuuta 2026"),
        ("fr", "CA", "4 mai 2026"),
        ("es", "MX", "4 de mayo de 2026"),
        ("zh-Hans", "CN", "2026年5月4日"),
        ("ta", "IN", "4 மே, 2026"),
    ],
)
def test_dates_are_written_as_the_member_reads_them(language, country, written):
    assert fill("{due, date, long}", language, country, due="2026-05-04") == written


def test_the_first_of_a_month_is_written_as_french_does():
    assert fill("à partir du {due, date}", "fr", "FR", due="2027-01-01") == (
        "à partir du 1er janvier 2027"
    )


@pytest.mark.parametrize(
    ("language", "country", "written"),
    [("en", "IE", "€1,234.50"), ("fi", "FI", "1\xa0234,50\xa0€"), ("es", "MX", "EUR1,234.50")],
)
def test_amounts_are_written_with_their_currency(language, country, written):
    amount = Amount(Decimal("1234.5"), "EUR")

    assert fill("{pension, amount}", language, country, pension=amount) == written
    assert fill("{pension, amount}", language, country, pension="1234.50 EUR") == written
    assert fill("{pension, amount, EUR}", language, country, pension=1234.5) == written


def test_a_country_that_is_rare_for_a_language_keeps_the_formats_of_the_language():
    assert find_format_locale("fi", "MA") == find_format_locale("fi")
    assert find_format_locale("ar-MA", "FI").language == "ar"


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("{x}", 1234567, "1,234,567"),
        ("{x, number, integer}", "12.6", "13"),
        ("{x, number, percent}", Decimal("0.25"), "25%"),
        ("{x, number, percent}", "0.078", "7.8%"),
        ("{x, time}", "14:05", "2:05\u202fPM"),
        ("{x, time}", datetime(2026, 5, 4, 14, 5), "2:05\u202fPM"),
        ("{x}", time(9, 30), "9:30\u202fAM"),
        ("{x}", date(2026, 5, 4), "May 4, 2026"),
    ],
)
def test_a_value_is_written_by_its_kind(text, value, written):
    assert fill(text, x=value) == written


@pytest.mark.parametrize(
    ("n", "written"),
    [
        (0, "لا أيام"),
        (1, "يوم واحد"),
        (2, "يومان"),
        (5, "5 أيام"),
        (11, "11 يومًا"),
        (100, "100 يوم"),
    ],
)
def test_each_plural_form_of_a_language_is_chosen(n, written):
    text = (
        "{n, plural, =0 {لا أيام} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا}"
        " other {# يوم}}"
    )

    assert fill(text, "ar", n=n) == written


@pytest.mark.parametrize("n", [1, "1", "1.0", 1.0, Decimal("1.00")])
def test_a_whole_number_has_one_plural_form_however_it_is_written(n):
    assert fill("{n, plural, one {# day} other {# days}}", n=n) == "1 day"
    assert fill("{n, plural, =1 {tomorrow} other {later}}", n=n) == "tomorrow"


def test_an_offset_is_taken_from_the_number_but_not_from_exact_matches():
    text = "{n, plural, offset:1 =1 {only you} one {you and # other} other {you and # others}}"

    assert [fill(text, n=n) for n in (1, 2, 3)] == [
        "only you",
        "you and 1 other",
        "you and 2 others",
    ]


def test_ordinals_and_choices_are_chosen():
    assert fill("{n, selectordinal, one {#st} two {#nd} other {#th}}", n=22) == "22nd"
    assert fill("{sex, select, female {she} other {they}}", sex="female") == "she"
    assert fill("{sex, select, female {she} other {they}}", sex="x") == "they"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_value_is_an_error_that_names_it(value):
    with pytest.raises(MissingValueError, match="first_name") as raised:
        fill("Hello {first_name}", first_name=value)

    assert raised.value.name == "first_name"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{x, date}", "tomorrow"),
        ("{x, date}", 12),
        ("{x, time}", "late"),
        ("{x, number}", "1e"),
        ("{x, number}", "Infinity"),
        ("{x, number}", "1e999999"),
        ("{x}", 10**400),
        ("{x, amount}", "12.5"),
        ("{x, amount}", "12.5 ABC"),
        ("{x, plural, other {#}}", "many"),
        ("{x}", object()),
        ("{x, number}", True),
    ],
)
def test_a_value_of_another_kind_is_an_error_that_never_quotes_it(text, value):
    with pytest.raises(MissingValueError) as raised:
        fill(text, x=value)

    assert f"'{value}'" not in str(raised.value)
    assert str(raised.value).startswith("{x} ")


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "}",
        "{a}}",
        "{}",
        "{a.b}",
        "{a.__class__}",
        "{a[0]}",
        "{a!r}",
        "{a:>1000000000}",
        "{0}",
        "{A}",
        "{a, number, ::currency/EUR}",
        "{a, date, yyyy}",
        "{a, date, '%Y'}",
        "{a, amount, FOO}",
        "{a, eval}",
        "{a, plural, one {x}}",
        "{a, plural, onee {x} other {y}}",
        "{a, select, {x} other {y}}",
        "l'{a}",
        "{a, plural, offset:-1 other {#}}",
        "{a, plural, offset:" + "9" * 5000 + " other {#}}",
        "a bell \x07",
        "half a letter \ud83d",
        "{% for x in y %}",
        "{{ config }}",
        "{a, plural, other {" * 30 + "}}" * 30,
        "{" * 10_000,
        "x" * 20_001,
    ],
)
def test_what_is_no_wording_is_refused_with_a_reason(text):
    with pytest.raises(WordingError) as raised:
        parse_pattern(text, "en")

    assert len(str(raised.value)) > 15


def test_an_apostrophe_before_a_placeholder_is_written_twice():
    assert fill("l''{name} d'accord", "fr", name="an 1") == "l'an 1 d'accord"


def test_a_placeholder_has_one_kind_throughout():
    pattern = parse_pattern(
        "{n} {n, plural, one {#} other {#}} {sex, select, other {{d, date}}}", "en"
    )

    assert pattern.placeholders == {"n": Kind.NUMBER, "sex": Kind.CHOICE, "d": Kind.DATE}
    with pytest.raises(WordingError, match="stands as number and as date"):
        parse_pattern("{n, number} {n, date}", "en")


@pytest.mark.parametrize(
    ("language", "text", "lacking"),
    [
        ("ar", "{n, plural, one {x} other {#}}", [("n", ["few", "many", "two", "zero"])]),
        ("ar", "{n, plural, =0 {x} =1 {x} =2 {x} few {#} many {#} other {#}}", []),
        ("fr", "{n, plural, one {#} other {#}}", []),
        ("fi", "{s, select, a {{n, plural, other {#}}} other {}}", [("n", ["one"])]),
        ("ta", "{n, selectordinal, other {#}}", []),
    ],
)
def test_plural_forms_that_a_language_has_and_a_wording_lacks_are_named(language, text, lacking):
    assert list(parse_pattern(text, language).find_unworded()) == lacking


@settings(deadline=None)
@given(st.text())
def test_values_are_never_read_as_wording(value):
    pattern = parse_pattern("<{x}>", "en")

    if value.strip():
        assert pattern.render({"x": value}, escape=escape) == f"<{escape(value)}>"


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_wording_or_a_clear_error(text):
    try:
        parse_pattern(text, "en")
    except WordingError as error:
        assert str(error)
