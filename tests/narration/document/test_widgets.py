"""Controls that a page builds itself are said by their ARIA roles like those of HTML."""

import pytest

from narration.document import Kind

TABS = """<div role=tablist aria-label=Parts><button role=tab aria-selected=true>You</button>
<button role=tab>Your home</button></div><div role=tabpanel><p>Here</p></div>"""
RADIOS = """<h2 id=q>Paid how?</h2><div role=radiogroup aria-labelledby=q aria-required=true>
<div role=radio aria-checked=true>By bank</div><div role=radio>By post</div></div>"""


@pytest.mark.parametrize(
    ("control", "role"),
    [
        ("<div role=textbox>", "Write your answer"),
        ("<div contenteditable>", "Write your answer"),
        ("<div role=searchbox contenteditable>", "Write what you are looking for"),
        ("<input type=search>", "Write what you are looking for"),
        ("<input list=l>", "Write your answer or choose from the list"),
        ("<input role=combobox>", "Write your answer or choose from the list"),
        ("<div role=combobox>", "Choose from the list"),
        ("<button role=combobox>", "Choose from the list"),
        ("<div role=combobox><input></div>", "Write your answer"),
        ("<div role=listbox>", "Choose from the list"),
        ("<div role=listbox aria-multiselectable=true>", "Choose one or more from the list"),
        ("<div role=slider>", "Pick a value on the scale"),
        ("<input role=spinbutton>", "Write a number"),
        ("<div role=checkbox>", "Tick to agree"),
        ("<button role=switch>", "Turn this on or off"),
        ("<input type=checkbox role=switch>", "Turn this on or off"),
        ("<div role=radio>", "Choose one"),
    ],
)
def test_a_role_says_what_to_do(only, control, role):
    assert only(control, Kind.ROLE).text == role


def test_radio_buttons_of_a_group_are_one_question(said):
    assert said(RADIOS) == [
        ("heading", "Paid how?"),
        ("role", "Choose one"),
        ("state", "You must answer this"),
        *(("option", "By bank"), ("position", "1 of 2"), ("state", "You have chosen this")),
        *(("option", "By post"), ("position", "2 of 2")),
    ]


def test_tabs_say_which_part_is_open(said):
    assert said(TABS) == [
        ("legend", "Parts"),
        ("role", "Choose a part of the page"),
        *(("option", "You"), ("position", "1 of 2"), ("state", "This part is open")),
        *(("option", "Your home"), ("position", "2 of 2")),
        ("text", "Here"),
    ]


def test_a_list_knows_better_how_many_options_there_are(texts):
    source = "<ul role=listbox aria-label=Town><li role=option aria-posinset=7 aria-setsize=90>"
    assert texts(f"{source}Oulu<li role=option aria-disabled=true>Rauma</ul>") == [
        *("Town", "Choose from the list"),
        *("Oulu", "7 of 90"),
    ]


def test_suggestions_are_said_with_their_field(texts):
    source = "<label for=t>Town</label><input id=t list=towns><datalist id=towns>"
    assert texts(f"{source}<option value=Oulu><option>Turku</datalist>")[2:] == [
        *("Oulu", "1 of 2"),
        *("Turku", "2 of 2"),
    ]


@pytest.mark.parametrize(
    ("control", "state"),
    [
        ("<button role=switch aria-checked=true>", "This is on"),
        ("<input type=checkbox role=switch>", "This is off"),
        ("<div role=checkbox aria-checked=true>", "This box is ticked"),
        ("<div role=checkbox aria-checked=mixed>", "Some of these are ticked"),
        ("<button aria-pressed=true>", "This is on"),
        ("<button aria-expanded=false>", "This is closed"),
        ("<button disabled>", "You cannot use this now"),
        ("<fieldset disabled><input></fieldset>", "You cannot use this now"),
        ("<input aria-disabled=true>", "You cannot use this now"),
        ("<input readonly>", "You cannot change this"),
        ("<div role=textbox aria-readonly=true>", "You cannot change this"),
        ("<input aria-invalid=true>", "There is a mistake in this answer"),
        ("<div role=textbox aria-required=true>", "You must answer this"),
    ],
)
def test_a_state_is_said_in_words(only, control, state):
    assert only(control, Kind.STATE).text == state


def test_a_mistake_is_not_announced_after_the_error_itself(texts):
    source = "<input aria-label=A aria-invalid=true aria-describedby=e><p id=e class=error>Wrong"
    assert texts(source) == ["A", "Wrong", "Write your answer"]


@pytest.mark.parametrize(
    ("control", "scale", "value"),
    [
        ("<input type=range>", "From 0 to 100", "50"),
        ("<input type=range min=1 max=5 value=2>", "From 1 to 5", "2"),
        ("<div role=slider aria-valuemin=1 aria-valuemax=3 aria-valuenow=2>", "From 1 to 3", "2"),
        ("<div role=slider aria-valuenow=2 aria-valuetext=Warm>", "From 0 to 100", "Warm"),
    ],
)
def test_a_slider_says_its_scale_and_where_it_stands(only, control, scale, value):
    assert only(control, Kind.HINT).text == scale
    assert only(control, Kind.VALUE).text == value


@pytest.mark.parametrize(
    ("is_open", "wanted"),
    [
        ("", [("button", "More help"), ("state", "This is closed")]),
        ("open", [("button", "More help"), ("state", "This is open"), ("text", "Call us.")]),
    ],
)
def test_a_part_that_opens_says_its_inside_only_when_open(said, is_open, wanted):
    assert said(f"<details {is_open}><summary>More help</summary>Call us.</details>") == wanted


def test_a_list_that_popped_up_is_said_with_its_box_alone(texts):
    source = "<input role=combobox aria-label=Town aria-controls=l><ul role=listbox id=l>"
    assert texts(f"{source}<li role=option>Oulu</ul>") == [
        *("Town", "Write your answer or choose from the list"),
        *("Oulu", "1 of 1"),
    ]
