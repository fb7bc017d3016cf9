"""Listen buttons: where they stand, how they are called, what they leave alone."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

QUESTIONS = """
<main data-outspoken-public>
<h1>Pension</h1>
<h2>About you</h2>
<p><label for="name">Full name</label> <input id="name" value="Amina" autofocus></p>
<fieldset><legend>Marital status</legend>
  <label><input type="radio" name="m" value="s"> Single</label>
  <input type="radio" name="m" id="w" value="w"><label for="w">Widowed</label></fieldset>
<div role="alert"><h2>There is a problem</h2><p>Write your name.</p></div>
<h2>Where you live</h2>
<label>Town <input id="town"></label>
</main>"""
NAMES = """() => [...document.querySelectorAll("outspoken-button")].map(
    (host) => host.shadowRoot.querySelector("button").getAttribute("aria-label"))"""


def test_page_sections_questions_and_options_each_have_a_button(open_form):
    page = open_form(QUESTIONS)
    assert page.evaluate(NAMES) == [
        "Listen: the whole page",
        "Listen: About you",
        "Listen: Full name",
        "Listen: Marital status",
        "Listen: Single",
        "Listen: Widowed",
        "Listen: There is a problem",
        "Listen: Where you live",
        "Listen: Town",
    ]


ALONE = """<main><h1>Post</h1><ul><li><label><input type=radio name=p> Letter</label></li>
<li><label><input type=radio name=p> SMS</label></li></ul></main>"""


def test_options_that_no_group_holds_have_buttons_besides_their_question(open_form):
    page = open_form(ALONE)
    assert sorted(page.evaluate(NAMES)[1:]) == [
        "Listen: Letter",
        "Listen: Letter, SMS",
        "Listen: SMS",
    ]
    with page.expect_request("**/narration/scripts") as asked:
        page.get_by_role("button", name="Listen: Letter, SMS").click()
    said = [each["text"] for each in asked.value.post_data_json["utterances"]]
    assert said == ["Choose one", "Letter", "1 of 2", "SMS", "2 of 2"]
    expect(page.get_by_role("button", name="Listen: Letter", exact=True)).to_be_visible()


def test_the_button_of_an_option_stands_beside_it(open_form):
    page = open_form(ALONE, viewport={"width": 320, "height": 640})
    for name in ("Letter", "SMS"):
        label = page.get_by_text(name, exact=True).bounding_box()
        button = page.get_by_role("button", name=f"Listen: {name}", exact=True).bounding_box()
        assert button["y"] < label["y"] + label["height"] / 2 < button["y"] + button["height"]


def test_no_button_stands_where_it_would_rename_something_or_be_read_by_itself(open_form):
    page = open_form(QUESTIONS)
    inside = "label, legend, a, button, h1, h2, [role=alert], [role=status], [aria-live]"
    assert page.locator(f":is({inside}) outspoken-button").count() == 0


def test_the_names_of_the_hosts_controls_are_unchanged(open_form):
    page = open_form(QUESTIONS)
    for role, name in [("textbox", "Full name"), ("textbox", "Town"), ("radio", "Single")]:
        expect(page.get_by_role(role, name=name, exact=True)).to_have_count(1)
    expect(page.get_by_role("radio", name="Widowed", exact=True)).to_have_count(1)
    expect(page.get_by_role("group", name="Marital status", exact=True)).to_have_count(1)
    expect(page.get_by_role("heading", name="About you", exact=True)).to_have_count(1)


def test_every_button_is_large_enough_for_a_thumb(open_form):
    page = open_form(QUESTIONS, viewport={"width": 320, "height": 640})
    for button in page.locator("outspoken-button button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize(
    ("part", "texts"),
    [
        ("Where you live", ["Where you live", "Town", "Write your answer"]),
        ("Widowed", ["Widowed", "2 of 2"]),
        ("There is a problem", ["There is a problem", "Write your name."]),
    ],
)
def test_a_button_says_its_own_part_alone(open_form, part, texts):
    page = open_form(QUESTIONS)
    with page.expect_request("**/narration/scripts") as asked:
        page.get_by_role("button", name=f"Listen: {part}", exact=True).click()
    said = [utterance["text"] for utterance in asked.value.post_data_json["utterances"]]
    assert sorted(said) == sorted(texts)


def test_what_arrives_later_gets_a_button_and_what_goes_takes_it_along(open_form):
    page = open_form(QUESTIONS)
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
            "<p id=late><label>Child's name <input></label></p>")"""
    )
    button = page.get_by_role("button", name="Listen: Child's name")
    expect(button).to_be_visible()
    page.evaluate("document.querySelector('#late').firstElementChild.remove()")
    expect(button).to_have_count(0)


def test_a_conditional_question_gets_its_button_when_it_is_shown(open_form):
    page = open_form("<main><p hidden id=more><label>Since when <input></label></p></main>")
    expect(page.get_by_role("button", name="Listen: Since when")).to_have_count(0)
    page.evaluate("document.querySelector('#more').hidden = false")
    expect(page.get_by_role("button", name="Listen: Since when")).to_be_visible()


def test_a_button_that_is_renamed_by_its_question_follows_it(open_form):
    page = open_form("<main><label for=q><b>Town</b></label> <input id=q></main>")
    page.evaluate("document.querySelector('b').replaceWith('City')")
    expect(page.get_by_role("button", name="Listen: City")).to_be_visible()


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ('data-areas="#part"', ["A", "the whole page", "this part of the page"]),
        ('data-areas="part"', ["A", "the whole page", "this part of the page"]),
        ('data-skip="#part"', ["B", "the whole page"]),
    ],
)
def test_an_institution_chooses_what_is_read(open_form, script, names):
    body = "<div id=part><label>A <input></label></div><h1>T</h1><label>B <input></label>"
    page = open_form(body, script=script)
    assert sorted(page.evaluate(NAMES)) == [f"Listen: {name}" for name in names]


def test_options_may_also_be_given_by_script(open_form):
    page = open_form("<h1>T</h1><label>A <input></label><div id=x><label>B <input></label></div>")
    page.evaluate("Outspoken.init({skip: '#x', colour: 'rgb(120, 0, 60)', follow: false})")
    assert page.evaluate(NAMES) == ["Listen: the whole page", "Listen: A"]
    button = page.get_by_role("button", name="Listen: A")
    expect(button).to_have_css("color", "rgb(120, 0, 60)")


def test_nothing_but_one_name_is_left_in_the_page(open_form):
    names = "Object.getOwnPropertyNames(window)"
    page = open_form(QUESTIONS, setup=f"window.before = new Set({names})")
    added = page.evaluate(f"{names}.filter((name) => !before.has(name))")
    assert [name for name in added if name != "before"] == ["Outspoken"]
    assert page.context.cookies() == []
    assert page.complaints == []


def test_nothing_is_said_that_nobody_asked_for(open_form):
    page = open_form(
        QUESTIONS, setup="localStorage.setItem('outspoken', JSON.stringify({follow: true}))"
    )
    expect(page.locator("#name")).to_be_focused()
    page.evaluate("document.querySelector('#town').focus()")
    asked = (
        "performance.getEntriesByType('resource').filter(({name}) => name.match(/scripts|clips/))"
    )
    assert page.evaluate(asked) == []
