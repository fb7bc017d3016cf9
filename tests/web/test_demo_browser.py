import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

import locales

pytestmark = pytest.mark.browser

FRONT = Path(__file__).parents[2] / "web" / "frontend"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ANSWERS = {
    "#name": "Amina Benali",
    "#national_number": "AB 123456 C",
    "#date_of_birth-day": "27",
    "#date_of_birth-month": "3",
    "#date_of_birth-year": "1958",
    "#address": "12 Lilac Street",
    "#account": "GB82 WEST 1234 5698 7654 32",
}
FINDINGS = """async () => (await axe.run()).violations.map(
    ({id, nodes}) => `${id}: ${nodes.map((node) => node.target).join(" ")}`)"""


@pytest.fixture(scope="module")
def browser():
    subprocess.run([sys.executable, FRONT / "build.py"], check=True)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def open_demo(browser, service):
    """Opens the demo in a language; further options are those of a browser context."""
    contexts = []

    def open_page(language="en", **options):
        context = browser.new_context(base_url=f"http://127.0.0.1:{service.port}", **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text))
        page.goto(f"/demo/?lang={language}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def press(page, step):
    with page.expect_navigation():
        page.click(f"button[value={step}]:not([aria-hidden])")


def fill(page):
    for field, answer in ANSWERS.items():
        page.fill(field, answer)
    page.check("#marital_status-2")
    page.fill("#spouse", "Karim Benali")
    page.check("#consent")


def listen(page, part, word="Listen"):
    """Press a listen button; return what the page asks the service to say."""
    with page.expect_request("**/narration/scripts") as asked:
        page.get_by_role("button", name=f"{word}: {part}", exact=True).click()
    return asked.value.post_data_json["utterances"]


def answer_with_silence(page):
    """Keep the page's requests to itself, with clips that never begin."""
    page.route("**/narration/clips/**", lambda route: None)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("steps", [[], ["check"], ["fill", "check"], ["fill", "check", "send"]])
def test_axe_finds_no_fault_on_any_page(open_demo, language, steps):
    page = open_demo(language)
    for step in steps:
        fill(page) if step == "fill" else press(page, step)
    page.evaluate((FRONT / "node_modules" / "axe-core" / "axe.min.js").read_text())
    assert page.evaluate(FINDINGS) == []
    assert page.complaints == []


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_a_narrow_page_or_one_at_400_percent_needs_no_sideways_scrolling(open_demo, language):
    page = open_demo(language, viewport={"width": 320, "height": 256})
    press(page, "check")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_listen_buttons_leave_the_names_of_controls_alone(open_demo):
    page = open_demo()
    for name in ["Full name", "National number", "Day", "Address", "Bank account"]:
        expect(page.get_by_role("textbox", name=name, exact=True)).to_have_count(1)
    for name in ["Date of birth", "Marital status", "Employer 1", "May we use your answers?"]:
        expect(page.get_by_role("group", name=name, exact=True)).to_have_count(1)
    expect(page.get_by_role("radio", name="Widowed", exact=True)).to_have_count(1)
    expect(page.get_by_role("button", name="Listen: Full name", exact=True)).to_be_visible()


def test_listen_buttons_are_large_enough_for_a_thumb(open_demo):
    page = open_demo()
    expect(page.get_by_role("button", name="Listen: Address")).to_be_visible()
    for button in page.locator("outspoken-button button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44


def test_a_question_is_heard_to_its_end(open_demo):
    page = open_demo()
    with page.expect_response("**/narration/clips/**") as heard:
        page.get_by_role("button", name="Listen: Full name").click()
    assert heard.value.status == 200
    expect(page.get_by_role("button", name="Stop: Full name")).to_be_visible()
    expect(page.get_by_role("status")).to_be_empty()
    expect(page.get_by_role("button", name="Listen: Full name")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("status")).to_be_empty()


def test_the_page_says_what_to_do_with_a_question_and_keeps_answers_private(open_demo):
    page = open_demo()
    answer_with_silence(page)
    page.fill("#national_number", "AB 123456 C")
    said = listen(page, "National number")
    assert [(part["text"], part["private"]) for part in said] == [
        ("National number", False),
        ("It stands on your identity card. It has 6 to 20 letters or numbers.", False),
        ("Write your answer", False),
        ("Your answer so far", False),
        ("AB 123456 C", True),
    ]
    assert said[-1]["say_as"] == "spell-out"


def test_options_are_said_with_their_position_and_which_is_chosen(open_demo):
    page = open_demo()
    answer_with_silence(page)
    page.check("#marital_status-2")
    said = [part["text"] for part in listen(page, "Marital status")]
    assert said[:2] == ["Marital status", "Choose one"]
    at = said.index("Married")
    assert "2 of 5" in said[at - 1 : at + 2]
    assert "You have chosen this" in said[at - 1 : at + 3]


def test_a_section_and_the_whole_page_are_said_in_reading_order(open_demo):
    page = open_demo()
    answer_with_silence(page)
    section = [part["text"] for part in listen(page, "Where you live")]
    assert section[:2] == ["Where you live", "Address"]
    assert "Where you worked" not in section
    whole = [part["text"] for part in listen(page, "the whole page")]
    assert whole[0] == "Apply for an old-age pension"
    assert "Listen" not in whole


def test_errors_are_said_with_their_question(open_demo):
    page = open_demo()
    press(page, "check")
    answer_with_silence(page)
    said = [" ".join(part["text"].split()) for part in listen(page, "Address")]
    assert "Error: Write your address." in said


def test_arabic_is_said_from_its_vowelled_wording(open_demo):
    page = open_demo("ar")
    answer_with_silence(page)
    said = listen(page, "الحالة الزوجية", "استمع")
    assert (said[0]["text"], said[0]["lang"]) == ("اَلْحَالَةُ الزَّوْجِيَّةْ", "ar")
    assert "1 مِنْ 5" in [part["text"] for part in said]


def test_without_scripts_the_form_works_and_offers_no_sound(open_demo):
    page = open_demo(java_script_enabled=False)
    expect(page.locator("outspoken-button")).to_have_count(0)
    press(page, "add-employer")
    fill(page)
    press(page, "check")
    press(page, "send")
    expect(page.get_by_role("heading", name="Your reference number")).to_be_visible()


def test_a_question_that_a_choice_brings_gets_its_own_button(open_demo):
    page = open_demo()
    button = page.get_by_role("button", name="Listen: Marital status, Full name of your husband")
    expect(button).to_be_hidden()
    page.check("#marital_status-2")
    expect(button).to_be_visible()
    page.check("#marital_status")
    expect(button).to_be_hidden()


def test_enter_in_a_field_continues(open_demo):
    page = open_demo()
    fill(page)
    with page.expect_navigation():
        page.press("#name", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")


def test_the_error_summary_has_the_focus_and_leads_to_the_field(open_demo):
    page = open_demo()
    press(page, "check")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Write your address.").click()
    expect(page.locator("#address")).to_be_focused()
