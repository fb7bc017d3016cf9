"""The options of one question are said together, each with its place."""

import pytest

RADIOS = """<fieldset aria-describedby="h e" aria-required=true><legend><h1>Are you married?</h1>
</legend><div id=h>As of today</div><p id=e class=govuk-error-message><span
class=govuk-visually-hidden>Error:</span>Choose one</p><input type=radio name=m id=y
aria-describedby=yh><label for=y>Yes</label><div id=yh>Or in a union</div><input type=radio
name=m id=n checked><label for=n>No</label></fieldset>"""


def test_a_group_says_its_legend_once_then_hint_error_and_options(said):
    assert said(RADIOS) == [
        ("legend", "Are you married?"),
        ("hint", "As of today"),
        ("error", "Error: Choose one"),
        ("role", "Choose one"),
        ("state", "You must answer this"),
        ("option", "Yes"),
        ("position", "1 of 2"),
        ("hint", "Or in a union"),
        ("option", "No"),
        ("position", "2 of 2"),
        ("state", "You have chosen this"),
    ]


def test_boxes_of_one_question_say_what_to_do_once(texts):
    source = "<fieldset><legend>Benefits</legend><label><input type=checkbox> Rent</label>" + (
        "<label><input type=checkbox checked> Child</label></fieldset>"
    )
    assert texts(source) == [
        "Benefits",
        "Choose any that apply",
        *("Rent", "1 of 2"),
        *("Child", "2 of 2", "You have chosen this"),
    ]


def test_a_list_says_its_options_and_their_places(said):
    source = "<select><option value='' selected>None<optgroup label=Asia><option selected>India" + (
        "<option disabled>Nowhere</select>"
    )
    assert said(source)[1:] == [
        *(("option", "None"), ("position", "1 of 2"), ("legend", "Asia")),
        *(("option", "India"), ("position", "2 of 2"), ("state", "You have chosen this")),
    ]


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        ("<option>One<option>Two", ["One"]),
        ("<option disabled selected value=''>Choose<option>Two", []),
        ("<option value=''><option>Two", []),
        ("<option selected>One<option selected>Two", ["Two"]),
    ],
)
def test_a_list_has_chosen_what_a_browser_would_send(texts, options, chosen):
    said = texts(f"<select>{options}</select>")
    states = [index for index, text in enumerate(said) if text == "You have chosen this"]
    assert [said[index - 2] for index in states] == chosen


def test_boxes_without_a_name_or_group_are_questions_of_their_own(texts):
    source = "<label><input type=checkbox> Rent</label><label><input type=checkbox> Child</label>"
    assert texts(source) == ["Rent", "Tick to agree", "Child", "Tick to agree"]


def test_an_option_without_words_is_not_counted(texts):
    assert texts("<select><option value=''>-----<option>One</select>")[1:] == ["One", "1 of 1"]


def test_options_of_a_closed_group_are_left_out(texts):
    source = "<select aria-label=Town><option>Oulu<optgroup label=South disabled><option>Turku"
    assert texts(source)[2:] == ["Oulu", "1 of 1", "You have chosen this", "South"]
