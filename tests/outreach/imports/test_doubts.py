import pytest

from outreach.imports.doubts import Doubt, find_doubts


@pytest.mark.parametrize("cell", ["$800", "1.042 EUR", "800 kr", "¥500", "12.505 EUR", "EUR 5 EUR"])
def test_an_amount_that_cannot_be_read_is_doubted(cell):
    assert list(find_doubts({"pension": cell})) == [("pension", Doubt.AMOUNT)]


@pytest.mark.parametrize("cell", ["31.12.2026", "1/2/26", "2026/12/31"])
def test_a_date_in_another_form_than_iso_is_doubted(cell):
    assert list(find_doubts({"paid_on": cell})) == [("paid_on", Doubt.DATE)]


@pytest.mark.parametrize(
    "cell",
    [
        *("1042.50 EUR", "£800", "1.042,50 €", "1042,50 EUR", "2026-12-31", "12 km", "1.042", "3"),
        *("2nd floor", "much", "", None, "+33 6 12 34 56 78", "A-12/3", "85 %", "10:30"),
    ],
)
def test_what_can_be_read_or_is_something_else_is_not(cell):
    assert list(find_doubts({"value": cell})) == []


def test_doubts_are_told_once_a_column_and_the_rows_are_taken(importing):
    outcome = importing("ref,pension,city\nM1,$800,x\nM2,1.042 EUR,y\nM3,12.50 EUR,z\n")

    assert (outcome.new, outcome.failed) == (3, 0)
    assert outcome.notes == [
        "Attribute pension: 2 cells look like an amount of money that cannot be read:"
        " write it as 1042.50 EUR."
    ]
