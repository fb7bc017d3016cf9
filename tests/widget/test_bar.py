"""The bar: small, in one place, out of the way, and worked by keyboard alone."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

AUDIO = "document.querySelector('outspoken-player').shadowRoot.querySelector('audio')"
FORM = """
<main data-outspoken-public><h1>Pension</h1>
<label>Full name <input id="name"></label>
<h2>Where you live</h2><label>Town <input id="town"></label>
</main>"""
MORE = "More: speed, language, help"
BARS = "document.querySelector('outspoken-player').shadowRoot.querySelector('.dock')"


def control(page, name):
    return page.get_by_role("button", name=name, exact=True)


def hear(page, seconds=0.1):
    page.wait_for_function(f"{AUDIO}.currentTime > {seconds}")


def test_the_bar_opens_with_the_first_sound_and_can_be_closed_and_opened_again(open_form):
    page = open_form(FORM)
    expect(control(page, "Pause")).to_be_hidden()
    control(page, "Listen: Town").click()
    expect(control(page, "Pause")).to_be_visible()
    control(page, "Close the player").click()
    expect(control(page, "Open the player")).to_be_focused()
    assert page.evaluate(f"{AUDIO}.paused")
    control(page, "Open the player").click()
    expect(control(page, "Play")).to_be_focused()


def test_a_bar_that_was_closed_stays_closed(open_form):
    page = open_form(FORM)
    control(page, "Open the player").click()
    control(page, "Close the player").click()
    page.reload()
    control(page, "Listen: Town").click()
    hear(page)
    expect(control(page, "Pause")).to_be_hidden()
    expect(control(page, "Open the player")).to_be_visible()


def test_escape_stops_wherever_the_focus_is(open_form):
    page = open_form(FORM)
    control(page, "Listen: Town").click()
    hear(page)
    page.focus("#name")
    page.keyboard.press("Escape")
    expect(control(page, "Listen: Town")).to_be_visible()
    assert page.evaluate(f"{AUDIO}.paused")


def test_everything_can_be_done_with_the_keyboard_alone(open_form):
    page = open_form(FORM)
    page.keyboard.press("Tab")
    expect(control(page, "Hide the listen buttons")).to_be_focused()
    page.keyboard.press("Tab")
    expect(control(page, "Open the player")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    hear(page)
    for name in ["Stop", "Back", "Forward", MORE]:
        page.keyboard.press("Tab")
        expect(control(page, name)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(control(page, "Help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(control(page, "Help")).to_be_hidden()


def test_letters_are_no_shortcuts(open_form):
    page = open_form(FORM)
    control(page, "Listen: Town").click()
    hear(page)
    page.focus("#name")
    page.keyboard.type("pause stop next s p k m 1 2")
    assert not page.evaluate(f"{AUDIO}.paused")


@pytest.mark.parametrize("name", ["low", "high"])
@pytest.mark.parametrize("position", ["bottom", "top"])
def test_the_bar_never_covers_what_has_the_focus(open_form, position, name):
    body = "<style>input {position: fixed; right: 20px} #low {bottom: 0} #high {top: 0}</style>"
    page = open_form(f"{body}<label>Low<input id=low></label><label>High<input id=high></label>",
                     script=f'data-position="{position}"')  # fmt: skip
    control(page, "Open the player").click()
    page.focus(f"#{name}")
    covered = """([name, dock]) => {
        const field = document.getElementById(name).getBoundingClientRect();
        const bar = eval(dock).querySelector(".bar").getBoundingClientRect();
        return bar.top < field.bottom && field.top < bar.bottom;
    }"""
    page.wait_for_function(f"!({covered})({[name, BARS]!r})")


@pytest.mark.parametrize("lang", ["en", "ar", "ta"])
@pytest.mark.parametrize("size", [(320, 256), (320, 640)])
def test_at_320_pixels_nothing_needs_sideways_scrolling_and_all_can_be_reached(
    open_form, lang, size
):
    width, height = size
    page = open_form(FORM, lang=lang, viewport={"width": width, "height": height})
    player = page.locator("outspoken-player")
    player.locator("button.icon.on").click()
    player.locator("button:has(.more)").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for button in player.locator(".bar button, .panel button").all():
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 320
        assert 0 <= box["y"] <= box["y"] + box["height"] <= height
        assert min(box["width"], box["height"]) >= 44


def test_help_is_spoken(open_form):
    page = open_form(FORM)
    control(page, "Open the player").click()
    control(page, MORE).click()
    with page.expect_request("**/narration/scripts") as asked:
        control(page, "Help").click()
    [said] = asked.value.post_data_json["utterances"]
    assert said["text"].startswith("Press the loudspeaker to hear what stands beside it.")
    assert said["private"] is False
    hear(page)


def test_a_person_can_be_called(open_form):
    page = open_form(FORM, script='data-phone="0800 123 456"')
    control(page, "Open the player").click()
    control(page, MORE).click()
    person = page.get_by_role("link", name="Talk to a person 0800 123 456")
    expect(person).to_have_attribute("href", "tel:0800123456")


def test_in_arabic_the_player_reads_from_right_to_left(open_form):
    page = open_form(FORM, lang="ar")
    section = page.locator("outspoken-player section")
    expect(section).to_have_attribute("dir", "rtl")
    expect(section).to_have_attribute("lang", "ar")
    launcher = page.locator("outspoken-player button.on").first
    assert launcher.bounding_box()["x"] < 100
