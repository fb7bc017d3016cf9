"""Rows of data are said with their headers; a table that lays out a form is no table."""

import pytest


def test_rows_of_a_table_are_said_with_their_headers(said):
    source = (
        "<table><caption>Payments</caption><thead><tr><th>Month<th>Amount<tbody>"
        "<tr><td>January<td>120<tr><td>February<td></table>"
    )
    assert said(source) == [
        ("text", "Payments"),
        ("text", "Month: January; Amount: 120"),
        ("text", "Month: February"),
    ]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("<tr><th scope=row>Name:<td>Amina", ["Name: Amina"]),
        ("<tr><td><th>May<tr><th>Rent<td>5", ["Rent; May: 5"]),
        (
            "<tr><th colspan=2>2024<th>2025<tr><th>May<th>June<th>May<tr><td>5<td>6<td>7",
            ["2024 May: 5; 2024 June: 6; 2025 May: 7"],
        ),
        ("<tr><th colspan=2>2024<tr><th>May<th>June<tr><td>5<td>6", ["2024", "May: 5; June: 6"]),
        ("<tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3", ["A: 1; B: 2", "B: 3"]),
        ("<tr><th id=h>H<th>I<tr><td headers=h>1<td headers='h i'>2", ["H: 1; H: 2"]),
        ("<tr><th>A<th>B", ["A; B"]),
        ("<tr><th>A<th hidden>B<th>C<tr><td>1<td hidden>2<td>3", ["A: 1; C: 3"]),
        ("<tr><td>Rent<td>5", ["Rent; 5"]),
    ],
)
def test_each_cell_follows_the_headers_that_hold_for_it(said, rows, wanted):
    heard = said(f"<table>{rows}</table>")
    assert [text for kind, text in heard if kind == "text"][-len(wanted) :] == wanted


def test_a_table_that_lays_out_a_form_is_read_as_a_form(said):
    source = "<table><tr><th><label for=a>Name</label><td><input id=a></table>"
    assert said(source) == [("label", "Name"), ("role", "Write your answer")]
