"""What a person chooses is remembered in the browser, and nowhere else."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

AUDIO = "document.querySelector('outspoken-player').shadowRoot.querySelector('audio')"
FORM = "<main data-outspoken-public><h1>Pension</h1><label>Town <input id=town></label></main>"
HIDE, SHOW = "Hide the listen buttons", "Show the listen buttons"


def control(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_the_very_first_control_hides_every_listen_button_for_good(open_form):
    page = open_form(FORM)
    page.keyboard.press("Tab")
    expect(control(page, HIDE)).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(2):
        expect(control(page, SHOW)).to_be_attached()
        expect(page.locator("outspoken-button")).to_have_count(0)
        expect(control(page, "Open the player")).to_be_hidden()
        page.reload()
        page.evaluate("Outspoken.ready")


def test_hidden_buttons_come_back_with_the_same_control(open_form):
    page = open_form(FORM)
    control(page, HIDE).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(control(page, "Listen: Town")).to_be_visible()
    expect(control(page, "Open the player")).to_be_visible()


def test_the_hiding_control_can_be_seen_when_it_has_the_focus(open_form):
    page = open_form(FORM)
    assert control(page, HIDE).bounding_box()["height"] <= 1
    page.keyboard.press("Tab")
    assert control(page, HIDE).bounding_box()["height"] >= 44


@pytest.mark.parametrize("speed", [0.75, 1.5, 2])
def test_the_speed_is_heard_at_once_and_remembered(open_form, speed):
    page = open_form(FORM)
    for _ in range(2):
        control(page, "Listen: Town").click()
        page.wait_for_function(f"{AUDIO}.currentTime > 0")
        control(page, "More: speed, language, help").click()
        control(page, f"{speed}×").click()
        expect(control(page, f"{speed}×")).to_have_attribute("aria-pressed", "true")
        assert page.evaluate(f"{AUDIO}.playbackRate") == speed
        page.reload()
        page.evaluate("Outspoken.ready")
    control(page, "Listen: Town").click()
    page.wait_for_function(f"{AUDIO}.currentTime > 0")
    assert page.evaluate(f"{AUDIO}.playbackRate") == speed


def test_without_storage_choices_last_as_long_as_the_page(open_form):
    forbid = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    page = open_form(FORM, setup=forbid)
    control(page, HIDE).focus()
    page.keyboard.press("Enter")
    expect(page.locator("outspoken-button")).to_have_count(0)
    assert page.complaints == []
