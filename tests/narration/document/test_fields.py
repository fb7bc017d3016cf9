"""A field says its name, what to do, its state, and what has been answered."""

import pytest

from narration.document import Kind


def test_a_field_says_label_hint_role_state_and_value(said):
    source = "<label for=a>Name</label><p id=h hidden>As on your card</p>" + (
        "<input id=a aria-describedby=h required value='Amina B'>"
    )
    assert said(source) == [
        ("label", "Name"),
        ("hint", "As on your card"),
        ("role", "Write your answer"),
        ("state", "You must answer this"),
        ("state", "Your answer so far"),
        ("value", "Amina B"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<label for=a>Name</label><input id=a>",
        "<input id=a><label for=a>Name</label>",
        "<label>Name <input></label>",
        "<label><input> <b>Name</b></label>",
        "<span id=l>Name</span><input aria-labelledby=l>",
        "<input aria-labelledby=l><span id=l hidden>Name</span>",
        "<input aria-label=Name>",
        "<label for=a>N.</label><input id=a aria-label=Name>",
        "<input title=Name>",
        "<input placeholder=Name>",
        "<label for=a data-outspoken-text=Name>N.</label><input id=a>",
        "<h1 id=t>Name</h1><input aria-labelledby=t>",
    ],
)
def test_a_field_is_named_once_wherever_its_name_stands(said, source):
    assert [text for _, text in said(source)] == ["Name", "Write your answer"]


@pytest.mark.parametrize(
    ("control", "role"),
    [
        ("<input>", "Write your answer"),
        ("<textarea></textarea>", "Write your answer"),
        ("<input type=EMAIL>", "Write an email address"),
        ("<input type=tel>", "Write a telephone number"),
        ("<input type=number>", "Write a number"),
        ("<input type=password>", "Write your password"),
        ("<input type=date>", "Pick a date"),
        ("<input type=file>", "Choose a file"),
        ("<input type=file multiple>", "Choose one or more files"),
        ("<input type=checkbox>", "Tick to agree"),
        ("<input type=radio>", "Choose one"),
        ("<select></select>", "Choose from the list"),
        ("<select multiple></select>", "Choose one or more from the list"),
        ("<input type=unheard-of>", "Write your answer"),
    ],
)
def test_a_control_is_named_by_what_to_do_with_it(only, control, role):
    assert only(control, Kind.ROLE).text == role


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("<button>Send <b>now</b></button>", "Send now"),
        ("<button aria-label=Close>×</button>", "Close"),
        ("<input type=submit value=Go>", "Go"),
        ("<input type=submit>", "Send"),
        ("<input type=image alt=Find>", "Find"),
        ("<div role=button>Open</div>", "Open"),
    ],
)
def test_a_button_says_its_text(said, source, name):
    assert said(source) == [("button", name)]
