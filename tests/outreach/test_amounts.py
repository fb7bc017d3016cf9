from decimal import Decimal

import pytest

from outreach.errors import MissingValueError
from outreach.placeholders import Amount, parse_pattern


def fill(value, currency=""):
    style = f", {currency}" if currency else ""
    return parse_pattern(f"{{x, amount{style}}}", "en").render({"x": value})


@pytest.mark.parametrize(
    "written",
    [
        "1042.50 EUR",
        "1042.5 eur",
        "EUR 1042.50",
        "1042,50 EUR",
        "1042,50€",
        "€ 1,042.50",
        "1.042,50 EUR",
        "1 042,50 €",
        "1\xa0042,50\xa0€",
        "1\u202f042,50\u202f€",
        "1'042.50 EUR",
        " +1042.50 EUR ",
        "\u200e١٬٠٤٢٫٥٠ EUR",
    ],
)
def test_an_amount_is_read_as_people_write_it(written):
    assert fill(written) == "€1,042.50"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("£800", "£800.00"),
        ("₹1,04,200.50", "₹104,200.50"),
        ("1.042.500 EUR", "€1,042,500.00"),
        ("1 042 EUR", "€1,042.00"),
        ("-12,50 EUR", "-€12.50"),
        ("1042 JPY", "¥1,042"),
        ("1.042 KWD", "KWD1.042"),
        ("0,500 KWD", "KWD0.500"),
        ("1.042,500 KWD", "KWD1,042.500"),
    ],
)
def test_separators_are_told_apart_where_they_have_one_meaning(written, shown):
    assert fill(written).replace("\xa0", "") == shown


@pytest.mark.parametrize("written", ["1.042 EUR", "1,042 EUR", "£1,042", "1,042 KWD", "999.000 €"])
def test_what_may_be_thousands_or_decimals_is_refused_with_what_to_write(written):
    with pytest.raises(MissingValueError, match=r"write .* as 1042 EUR or 1042.00 EUR"):
        fill(written)


def test_an_amount_without_a_currency_has_that_of_the_wording():
    assert fill("1042,5", "EUR") == "€1,042.50"
    with pytest.raises(MissingValueError, match="thousands or decimals"):
        fill("1,042", "EUR")


@pytest.mark.parametrize(
    ("value", "currency"),
    [
        ("1042.505 EUR", ""),
        ("1042.5 JPY", ""),
        ("0.5001 KWD", ""),
        (1.005, "EUR"),
        (Decimal("7.125"), "EUR"),
        (Amount(Decimal("0.001"), "EUR"), ""),
    ],
)
def test_more_decimals_than_a_currency_has_are_refused_and_not_rounded(value, currency):
    with pytest.raises(MissingValueError, match="more decimals than its currency"):
        fill(value, currency)


@pytest.mark.parametrize(
    "written",
    [
        "much",
        "800",
        "$800",
        "¥800",
        "800 ABC",
        "EUR",
        "EUR 800 USD",
        "1.042.50 EUR",
        "1,04,200,50 INR",
        "12 34 EUR",
        "1e3 EUR",
        ".50 EUR",
        "800,- EUR",
        "0,042,500 EUR",
        "9" * 16 + " EUR",
    ],
)
def test_what_is_no_amount_is_refused_without_being_quoted(written):
    with pytest.raises(MissingValueError) as raised:
        fill(written)

    assert f"'{written}'" not in str(raised.value)
    assert str(raised.value).startswith("{x} needs ")
