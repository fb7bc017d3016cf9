"""The questions of a page: what each says, and where its listen button may stand."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.html"))
SAY = """selector => Script.collectQuestion(document.querySelector(selector), context)
    .map((item) => item.text)"""
PLACES = """() => Script.listQuestions(document.body, context).map(({after}) =>
    after.id || after.localName)"""
ADD_BUTTONS = """() => {
    const fields = "input:not([type=hidden]),select,textarea,button:not(.new),fieldset,[role]";
    const names = () => [...document.querySelectorAll(fields)].map((element) =>
        Script.nameControl(element, context));
    const before = names();
    for (const {after} of Script.listQuestions(document.body, context)) {
        const button = document.createElement("button");
        button.className = "new";
        button.textContent = "Listen";
        after.after(button);
    }
    const shown = [...document.querySelectorAll(".new")].map((button) =>
        button.getClientRects().length > 0 && !button.closest("label,legend,a,h1,h2"));
    return [before, names(), shown];
}"""
GROUP = """<fieldset aria-describedby=h><legend>Are you married?</legend><p id=h>Today</p>
<label><input type=radio name=m id=y> Yes</label><label><input type=radio name=m id=n> No</label>
<div><label>Since <input id=since></label></div></fieldset>"""
DATE = """<fieldset><legend>Date of birth</legend><label>Day <input id=d inputmode=numeric></label>
<label>Month <input inputmode=numeric></label><label>Year <input inputmode=numeric></label>
</fieldset>"""


def test_a_question_says_the_groups_around_it_once(open_script):
    page = open_script(f"<fieldset><legend>About you</legend>{GROUP}</fieldset>")
    assert page.evaluate(SAY, "#since") == [
        "About you",
        "Are you married?",
        "Today",
        "Since",
        "Write your answer",
    ]


@pytest.mark.parametrize("selector", ["#y", "#n"])
def test_any_option_stands_for_its_whole_question(open_script, selector):
    said = open_script(GROUP).evaluate(SAY, selector)
    assert said == [
        *("Are you married?", "Today", "Choose one"),
        *("Yes", "1 of 2", "No", "2 of 2"),
    ]


def test_an_answer_in_short_parts_is_one_question(open_script):
    page = open_script(DATE)
    assert page.evaluate("Script.listQuestions(document.body, context).length") == 1
    said = page.evaluate(SAY, "#d")
    assert [said[0], *said[1::2]] == ["Date of birth", "Day", "Month", "Year"]


def test_one_option_says_its_text_its_place_and_whether_it_is_chosen(open_script):
    page = open_script(GROUP)
    page.check("#n")
    collect = "Script.collectOption(document.getElementById('n'), context)"
    assert page.evaluate(f"{collect}.map((item) => [item.text, item.private])") == [
        ["No", True],
        ["2 of 2", False],
        ["You have chosen this", True],
    ]


def test_a_custom_widget_is_a_question(open_script):
    page = open_script(
        "<div role=radiogroup aria-label=Plan><div role=radio>A</div><div role=radio>B</div></div>"
        "<div role=slider id=s aria-label=Volume aria-valuenow=3></div>"
    )
    assert page.evaluate("Script.listQuestions(document.body, context).length") == 2
    assert page.evaluate(SAY, "#s")[0] == "Volume"


def test_a_question_in_a_shadow_root_is_said_with_the_group_around_it(open_script):
    page = open_script("<fieldset><legend>Home</legend><my-field></my-field></fieldset>")
    said = page.evaluate("""() => {
        const host = document.querySelector("my-field");
        const root = host.attachShadow({mode: "open"});
        root.innerHTML = "<label for=i>Street</label><input id=i>";
        return Script.collectQuestion(root.querySelector("input"), context).map(({text}) => text);
    }""")
    assert said == ["Home", "Street", "Write your answer"]


def test_questions_are_named_with_their_options(open_script):
    page = open_script(GROUP)
    questions = page.evaluate("""Script.listQuestions(document.body, context).map((question) =>
        [question.name, question.options.map((option) => option.name)])""")
    assert questions == [
        ["Are you married?", ["Yes", "No"]],
        ["Are you married?, Since", []],
    ]


@pytest.mark.parametrize(
    "label",
    [
        "<label for=a data-outspoken-text=الاِسْمُ>الاسم</label>",
        "<label for=a><b data-outspoken-text=الاِسْمُ>الاسم</b></label>",
        "<style>label::after { content: ' *' }</style><label for=a>الاسم</label>",
    ],
)
def test_a_question_is_named_by_the_pages_text_and_not_by_what_is_said_for_it(open_script, label):
    page = open_script(f"{label}<input id=a>")
    assert page.evaluate("Script.listQuestions(document.body, context)[0].name") == "الاسم"


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ("<label for=a>A</label><input id=a>", "a"),
        ("<div><label for=a>A</label><div id=wrap><span>£</span><input id=a></div></div>", "wrap"),
        ("<label id=l>A <input></label>", "l"),
        ("<div><input type=checkbox id=a><label for=a id=l>A</label></div>", "l"),
        ("<label for=a>A</label><input id=a aria-describedby=h><p id=h>Hint</p>", "h"),
        ("<table><tr><td><label for=a>A</label><td><input id=a></table>", "a"),
        ("<fieldset><legend id=l>Q</legend><label><input type=radio> A</label></fieldset>", "l"),
        (GROUP.partition("<div>")[0] + "</fieldset>", "h"),
        ("<h2 id=t>A</h2><input id=a aria-labelledby=t>", "a"),
        ("<a href=x id=link>Go <input aria-label=A></a>", "link"),
        ("<input id=a aria-label=A>", "a"),
    ],
)
def test_a_button_stands_after_the_question_and_outside_its_name(open_script, html, place):
    assert open_script(html).evaluate(PLACES) == [place]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_buttons_at_these_places_change_no_name_and_can_be_seen(open_script, fixture):
    before, after, shown = open_script(fixture.as_uri()).evaluate(ADD_BUTTONS)
    assert after == before
    assert all(shown)


def test_five_hundred_questions_are_found_in_one_pass(open_script):
    page = open_script("".join(f"<label for=f{n}>Q{n}</label><input id=f{n}>" for n in range(500)))
    assert page.evaluate("Script.listQuestions(document.body, context).length") == 500
