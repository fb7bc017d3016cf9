from datetime import date
from decimal import Decimal

import pytest

from outreach.channels import Channel
from outreach.costs import Cost, Prices, estimate_costs, load_prices
from outreach.errors import ChannelError
from outreach.segments import Context, parse_rule
from outreach.wording import Template, Wording
from tests.outreach.segments.people import add_member

PRICES = Prices("EUR", {"+": Decimal("0.10"), "+358": Decimal("0.06")})
WORDINGS = [
    Wording(Channel.SMS, "fi", "Hei {name}, " + "a" * 160),
    Wording(Channel.SMS, "en", "Hello {name}."),
]
TEMPLATE = Template(
    "news",
    fallbacks={"ta": "en"},
    wordings={(each.channel, each.locale): each for each in WORDINGS},
)
EVERYONE = parse_rule({"everyone": True})


def estimate(database, rule=EVERYONE, prices=PRICES):
    with database.read() as connection:
        return estimate_costs(connection, TEMPLATE, rule, Context(date(2026, 5, 4)), prices)


@pytest.fixture
def people(database):
    with database.write() as connection:
        for number, facts in enumerate(
            [
                {"phone": "+358401234567"},
                {"phone": "+358401234568", "phone_kind": "mobile"},
                {"phone": "+919812345678", "language": "ta-IN"},
                {"phone": "+358401234569", "language": "sv"},
                {"phone": "+35891234567", "phone_kind": "landline"},
                {"email": "aino@example.org"},
                {"phone": "+358401234560", "closed_on": date(2026, 1, 1)},
            ]
        ):
            add_member(connection, f"M-{number}", **facts)
    return database


def test_each_phone_costs_the_parts_of_its_wording_at_the_price_of_its_place(people):
    assert estimate(people) == [
        Cost("+358", "fi", 2, 2, Decimal("0.24")),
        Cost("+", "en", 1, 1, Decimal("0.10")),
    ]


def test_nobody_costs_nothing(people):
    assert estimate(people, rule=None) == []


def test_a_number_without_a_price_is_an_error_that_does_not_quote_it(people):
    with pytest.raises(ChannelError) as raised:
        estimate(people, prices=Prices("EUR", {"+358": Decimal("0.06")}))

    assert "+919" in str(raised.value)
    assert "+9198" not in str(raised.value)


def test_prices_are_read_from_a_file(tmp_path):
    path = tmp_path / "prices.toml"
    path.write_text('currency = "EUR"\n[prices]\n"+358" = "0.06"\n"+" = 0.1\n')

    assert load_prices(path) == PRICES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[prices",
        'currency = "EUR"',
        'currency = "EUR"\nprices = 3',
        'currency = "EUR"\n[prices]',
        'currency = "Euro"\n[prices]\n"+" = 1',
        'currency = ["EUR"]\n[prices]\n"+" = 1',
        'currency = "EUR"\n[prices]\n358 = 1',
        'currency = "EUR"\n[prices]\n"+358%" = 1',
        'currency = "EUR"\n[prices]\n"+" = "cheap"',
        'currency = "EUR"\n[prices]\n"+" = -1',
        'currency = "EUR"\n[prices]\n"+" = nan',
    ],
)
def test_what_is_no_file_of_prices_is_refused(tmp_path, text):
    path = tmp_path / "prices.toml"
    path.write_text(text)

    with pytest.raises(ChannelError, match="is no file of prices"):
        load_prices(path)
