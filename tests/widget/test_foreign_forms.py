"""Forms that were not written for the widget: GOV.UK's examples, and one that React renders."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import FRONT

pytestmark = pytest.mark.browser

GOVUK = FRONT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
PENSION = Path(__file__).parent / "fixtures" / "pension.jsx"
AUDIO = "document.querySelector('outspoken-player').shadowRoot.querySelector('audio')"
START = """<script>document.body.classList.add("govuk-frontend-supported")</script>
<style>.govuk-frontend-supported .govuk-radios__conditional--hidden {display: none}</style>"""


@pytest.fixture(scope="module")
def pension(front):
    """The form in React with all that it needs, as one script."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environ = {**os.environ, "PATH": path, "NODE_PATH": str(FRONT / "node_modules")}
    command = ["node", FRONT / "node_modules" / "esbuild" / "bin" / "esbuild", PENSION, "--bundle"]
    options = ["--jsx=automatic", '--define:process.env.NODE_ENV="production"', "--minify"]
    done = subprocess.run([*command, *options], env=environ, check=True, capture_output=True)
    return done.stdout.decode()


@pytest.fixture
def open_pension(open_form, pension):
    """Opens the form in React."""
    return lambda: open_form(f"<main><div id=root></div></main><script>{pension}</script>")


@pytest.fixture
def open_example(open_form):
    """Opens examples of GOV.UK's components as one page, with its own script where it is asked."""

    def open_examples(*names, script=False):
        parts = [(GOVUK / "components" / f"{name}.html").read_text() for name in names]
        page = open_form(f"{START}<main><h1>Form</h1>{''.join(parts)}</main>")
        if script:
            page.add_script_tag(content=(GOVUK / "all.bundle.js").read_text())
            page.evaluate("GOVUKFrontend.initAll()")
        return page

    return open_examples


def listen(page, question):
    """Press a question's button, and wait until it sounds; return what it says."""
    with page.expect_request("**/narration/scripts") as asked:
        page.get_by_role("button", name=f"Listen: {question}", exact=True).click()
    page.wait_for_function(f"{AUDIO}.currentTime > 0.05")
    page.keyboard.press("Escape")
    return [one["text"] for one in asked.value.post_data_json["utterances"]]


ERRORS = {
    "input/template-with-error-message": (
        "National Insurance number",
        "Error: Enter a National Insurance number in the correct format",
        "Write your answer",
    ),
    "textarea/template-with-error-message": (
        "Why can’t you provide a National Insurance number?",
        "Error: You must provide an explanation",
        "Write your answer",
    ),
    "select/template-with-hint-text-and-error-message": (
        *("Label text goes here", "Hint text goes here", "Error: Error message goes here"),
        *("Choose from the list", "GOV.UK frontend option 1", "1 of 3", "You have chosen this"),
        *("GOV.UK frontend option 2", "2 of 3", "GOV.UK frontend option 3", "3 of 3"),
    ),
    "date-input/template-with-error-on-day-input": (
        *(
            "What is your date of birth?",
            "For example, 31 3 1980",
            "Error: Error message goes here",
        ),
        *("Day", "Write your answer", "Month", "Write your answer", "Year", "Write your answer"),
    ),
}
CONTACT = ("How do you want to be contacted?", "Choose one")
EMAIL = "How do you want to be contacted?, Email address"


def test_govuk_errors_are_heard_with_their_questions(open_example):
    page = open_example(*ERRORS)
    for said in ERRORS.values():
        assert listen(page, said[0]) == list(said)


def test_a_conditional_question_of_govuk_is_heard_once_it_is_there(open_example):
    page = open_example("radios/template-with-conditional-items", script=True)
    expect(page.get_by_role("button", name=EMAIL)).to_be_hidden()
    assert listen(page, CONTACT[0])[:4] == [*CONTACT, "Email", "1 of 3"]
    page.get_by_role("radio", name="Email").check()
    assert "Email address" in listen(page, EMAIL)
    assert "You have chosen this" in listen(page, CONTACT[0])
    page.get_by_role("radio", name="Phone").check()
    expect(page.get_by_role("button", name=EMAIL)).to_be_hidden()


def test_what_react_renders_gets_buttons_and_sound(open_pension):
    page = open_pension()
    assert listen(page, "Town") == ["Town", "Where you live.", "Write your answer"]
    assert listen(page, "Yes") == ["Yes", "1 of 2"]
    assert page.complaints == []


def test_a_question_that_react_adds_later_gets_a_button_and_loses_it_again(open_pension):
    page = open_pension()
    button = page.get_by_role("button", name="Listen: Employer")
    for choice in ["Yes", "No"] * 3:
        page.get_by_role("radio", name=choice).check()
        expect(button).to_have_count(1 if choice == "Yes" else 0)
    page.get_by_role("radio", name="Yes").check()
    assert listen(page, "Employer") == ["Employer", "Write your answer"]


def test_an_error_and_a_value_that_react_renders_are_read_as_they_are_now(open_pension):
    page = open_pension()
    page.get_by_role("button", name="Send", exact=True).click()
    town = ["Town", "Where you live.", "Write the town.", "Write your answer"]
    assert listen(page, "Town") == town
    page.get_by_role("textbox", name="Town").fill("Leeds")
    # React took the error away while a button of the widget stood beside it.
    assert listen(page, "Town") == [*town[:2], town[3], "Your answer so far", "Leeds"]
    expect(page.get_by_text("Thank you, Leeds.")).to_be_visible()
    assert page.complaints == []
