"""Controls and groups have names that a listener can tell apart."""

import pytest


@pytest.mark.parametrize(
    "control",
    [
        "<input>",
        "<select></select>",
        "<textarea></textarea>",
        "<button><svg></svg></button>",
        "<input type=button>",
        "<div role=switch></div>",
        "<label for=a> </label><input id=a>",
        "<div contenteditable></div>",
    ],
)
def test_a_control_without_a_name_is_a_problem(rules, control):
    assert rules(control) == ["control-without-name"]


@pytest.mark.parametrize(
    "control",
    [
        "<label>A <input></label>",
        "<input title=A>",
        "<input type=submit>",
        "<input type=hidden>",
        "<div hidden><input></div>",
        "<button><img src=x alt=A></button>",
        "<details><summary>A</summary></details>",
    ],
)
def test_a_named_or_unseen_control_is_none(rules, control):
    assert rules(control) == []


def test_a_placeholder_is_not_enough_of_a_name(findings):
    (finding,) = findings("<input placeholder=Name>")
    assert (finding.rule, finding.text) == ("placeholder-as-name", "Name")


@pytest.mark.parametrize(
    ("body", "broken"),
    [
        ("{0}{1}", True),
        ("<fieldset>{0}{1}</fieldset>", True),
        ("<fieldset><legend>Q</legend>{0}{1}</fieldset>", False),
        ("<div role=group aria-label=Q>{0}{1}</div>", False),
        ("{0}", False),
    ],
)
@pytest.mark.parametrize("kind", ["radio", "checkbox"])
def test_options_belong_to_a_question(rules, body, broken, kind):
    options = [f"<label><input type={kind} name=n> {name}</label>" for name in "AB"]
    assert rules(body.format(*options)) == ["group-without-legend"] * broken


@pytest.mark.parametrize(
    ("attributes", "broken"),
    [("type=email", True), ("type=tel", True), ("type=tel autocomplete=tel", False), ("", False)],
)
def test_a_personal_field_says_what_it_is_for(rules, attributes, broken):
    found = rules(f"<input aria-label=A {attributes}>")
    assert found == ["field-without-autocomplete"] * broken
