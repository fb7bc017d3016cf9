"""What the institution learns: plays and whether they were understood, and of nobody whose."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FORM = "<main data-outspoken-public><h1>Pension</h1><h2>Hello</h2><p>Yes.</p></main>"
LEAVE = "dispatchEvent(new Event('pagehide'))"
# Keeps what is sent as the page is left, which a test cannot wait for otherwise.
KEEP = """window.sent = [];
navigator.sendBeacon = (url, body) => { sent.push(JSON.parse(body)); return true; };"""


def hear_section(page):
    button = page.get_by_role("button", name="Listen: Hello")
    button.click()
    expect(page.get_by_role("button", name="Stop: Hello")).to_be_visible()
    expect(button).to_be_visible(timeout=30_000)


@pytest.mark.parametrize(
    ("answer", "event"),
    [("Yes, I understood", "understood"), ("No, I did not understand", "not_understood")],
)
def test_a_section_that_was_heard_is_asked_about_by_two_pictures(open_form, answer, event):
    page = open_form(FORM, setup=KEEP)
    expect(page.get_by_role("group", name="Did you understand?")).to_be_hidden()
    hear_section(page)
    expect(page.get_by_role("group", name="Did you understand?")).to_be_visible()
    page.get_by_role("button", name=answer).click()
    expect(page.get_by_role("status")).to_have_text("Thank you.")
    expect(page.get_by_role("group", name="Did you understand?")).to_be_hidden()
    page.evaluate(LEAVE)
    [sent] = page.evaluate("sent")
    assert sent["events"] == [{"event": "play", "lang": "en"}, {"event": event, "lang": "en"}]
    assert set(sent) == {"token", "events"}


def test_the_service_takes_the_counts(open_form):
    page = open_form(FORM)
    hear_section(page)
    with page.expect_response("**/narration/counts") as taken:
        page.evaluate(LEAVE)
    assert taken.value.status == 204


def test_the_question_is_asked_aloud_as_well(open_form):
    page = open_form(FORM)
    asks = lambda asked: "Did you understand?" in (asked.post_data or "")  # noqa: E731
    with page.expect_request(asks):
        hear_section(page)


@pytest.mark.parametrize(
    "given",
    [
        {"script": 'data-counts="off"'},
        {"script": 'data-outspoken-counts="off"'},
        {"setup": "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true});"},
        {"setup": "Object.defineProperty(navigator, 'doNotTrack', {value: '1'});"},
    ],
)
def test_whoever_does_not_want_to_be_counted_is_not(open_form, given):
    page = open_form(FORM, **given | {"setup": KEEP + given.get("setup", "")})
    hear_section(page)
    expect(page.get_by_role("group", name="Did you understand?")).to_be_hidden()
    page.evaluate(LEAVE)
    assert page.evaluate("sent") == []
