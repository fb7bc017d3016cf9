"""What is said of a page stands beside each fixture, written by hand from the rules."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.html"))
SAY = "options => say(document.body, options).map(({id, target, ...said}) => said)"


def say(page, **options):
    return page.evaluate(SAY, options)


def texts(page, **options):
    return [item["text"] for item in say(page, **options)]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_page_says_what_stands_beside_it(open_script, fixture):
    page = open_script(fixture.as_uri())
    assert say(page) == json.loads(fixture.with_suffix(".json").read_text(encoding="utf-8"))


def test_items_are_numbered_and_name_the_element_they_belong_to(open_script):
    page = open_script("<h1>Title</h1><label for=a>Name</label><p id=h>Hint</p><input id=a>")
    page.evaluate("document.querySelector('input').setAttribute('aria-describedby', 'h')")
    told = page.evaluate("say(document.body).map((item) => [item.id, item.target.localName])")
    assert told == [["s1", "h1"], ["s2", "label"], ["s3", "p"], ["s4", "input"]]


def test_words_of_another_language_belong_to_their_own_element(open_script):
    page = open_script("<p>Say <i lang=fr>Bonjour</i> now</p>")
    told = page.evaluate("say(document.body).map((item) => item.target.localName)")
    assert told == ["p", "i", "p"]


def test_nothing_that_the_page_holds_is_public_unless_the_site_says_so(open_script):
    page = open_script("<p>Dear Mrs Alaoui</p><input value=4230 required><p>Bye</p>")
    held = [item for item in say(page) if item["kind"] in ("text", "value")]
    assert [item["private"] for item in held] == [True, True, True]


PUBLIC_PAGE = """<p>Open</p><div data-outspoken-private>Own <b data-outspoken-public>too</b></div>
<p class=member>Amina</p><label>Name <input value=Amina></label>
<label><input type=checkbox checked> Agreed</label>"""


def test_a_public_page_keeps_values_and_what_is_marked_private(open_script):
    page = open_script(PUBLIC_PAGE)
    said = say(page, publicPage=True, privateSelector=".member")
    private = [item["text"] for item in said if item["private"]]
    assert private == ["Own too", "Amina", "Amina", "This box is ticked"]


def test_what_the_options_skip_is_not_said_nor_named(open_script):
    page = open_script("<nav><p id=n>Menu</p></nav><p>Text</p><input aria-describedby=n>")
    assert texts(page, skip="nav") == ["Text", "Write your answer"]


def test_a_part_of_a_page_says_what_stands_in_it_and_positions_in_the_whole(open_script):
    page = open_script(
        "<fieldset><legend>Size</legend><label><input type=radio name=s> S</label>"
        "<div id=part><label><input type=radio name=s> M</label></div></fieldset>"
    )
    said = page.evaluate("say(document.getElementById('part')).map((item) => item.text)")
    assert said == ["M", "2 of 2"]


def test_a_label_whose_control_is_elsewhere_is_said_as_it_stands(open_script):
    page = open_script("<div id=part><label for=a>Name</label></div><input id=a>")
    assert page.evaluate("say(document.getElementById('part')).map((item) => item.text)") == [
        "Name"
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("document.querySelector('#a').value = 'Amina'", "Amina"),
        ("document.querySelector('#more').hidden = false", "How many?"),
        ("document.querySelector('#e').textContent = 'Error: write it'", "Error: write it"),
        ("document.querySelector('select').value = '2'", "You have chosen this"),
        ("document.querySelector('[contenteditable]').textContent = 'typed'", "typed"),
    ],
)
def test_what_changes_is_said_as_it_is_now(open_script, change, said):
    page = open_script(
        "<input id=a aria-describedby=e><p id=e></p><div id=more hidden><p>How many?</p></div>"
        "<select><option value=''>None<option value=2>Two</select><div contenteditable></div>"
    )
    assert said not in texts(page)
    page.evaluate(change)
    assert said in texts(page)


def test_a_password_that_the_page_shows_is_still_not_said(open_script):
    page = open_script("<input type=password>")
    page.fill("input", "secret")
    say(page)
    page.evaluate("document.querySelector('input').type = 'text'")
    assert texts(page) == ["Write your answer"]


@pytest.mark.parametrize(
    "naming",
    [
        "<img src='data:,' aria-labelledby=f>",
        "<p>See <a href=x aria-labelledby=f>this</a> now</p>",
        "<button aria-labelledby=f></button>",
        "<input aria-labelledby=f>",
        "<label for=b>Now <input id=f value=secret></label><input id=b>",
        "<div role=group aria-labelledby=f></div>",
    ],
)
def test_a_value_is_never_part_of_a_name(open_script, naming):
    page = open_script(f"<input id=f value=secret>{naming}")
    holding = [item for item in say(page, publicPage=True) if "secret" in item["text"]]
    assert {(item["kind"], item["private"]) for item in holding} == {("value", True)}


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("<input type=number max=9>", "12", "There is a mistake in this answer"),
        ("<input type=email>", "a", "There is a mistake in this answer"),
        ("<form novalidate><input type=email></form>", "a", None),
        ("<input required>", "", None),
        ("<input type=email>", "a@example.org", None),
    ],
)
def test_an_answer_that_the_browser_refuses_is_told(open_script, field, written, said):
    page = open_script(field)
    page.fill("input", written)
    mistakes = [text for text in texts(page) if "mistake" in text]
    assert mistakes == ([said] if said else [])


def test_the_names_of_chosen_files_are_private_values(open_script):
    page = open_script("<input type=file>")
    page.set_input_files("input", {"name": "card.pdf", "mimeType": "", "buffer": b""})
    assert say(page)[-1] == {"text": "card.pdf", "lang": "en", "kind": "value", "private": True}


def test_words_of_the_style_sheet_and_open_parts_need_no_attribute(open_script):
    page = open_script("<details><summary>More</summary><p>Inside</p></details>")
    page.click("summary")
    assert texts(page) == ["More", "This is open", "Inside"]


def test_a_page_nested_deeply_is_read(open_script):
    page = open_script("<div>" * 400 + "<p>Deep</p>")
    assert texts(page) == ["Deep"]
