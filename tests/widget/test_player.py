"""What is heard and shown while a page speaks: real sound from a real service."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

AUDIO = "document.querySelector('outspoken-player').shadowRoot.querySelector('audio')"
HIGHLIGHTED = "[...(CSS.highlights.get('outspoken') || [])].map(String).join()"
FORM = """
<main data-outspoken-public>
<h1>Pension</h1>
<h2>About you</h2>
<p id="long">Tell us who you are. We ask for your name only once. Then you can rest.</p>
<label>Full name <input id="name" value="Amina Benali"></label>
<h2>Where you live</h2>
<label>Town <input id="town"></label>
</main>"""


def press(page, part, word="Listen"):
    page.get_by_role("button", name=f"{word}: {part}", exact=True).click()


def hear(page, seconds=0.2):
    """Wait until sound has gone on for a while."""
    page.wait_for_function(f"{AUDIO}.currentTime > {seconds}")


def control(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_a_press_is_heard_and_a_second_press_ends_it(open_form):
    page = open_form(FORM)
    press(page, "Town")
    hear(page)
    press(page, "Town", "Stop")
    assert page.evaluate(f"[{AUDIO}.paused, {AUDIO}.hasAttribute('src')]") == [True, False]
    expect(control(page, "Listen: Town")).to_be_visible()


def test_a_question_is_heard_to_its_end_on_one_audio_element(open_form):
    page = open_form(FORM, setup="window.made = 0; window.Audio = function () { made += 1; };")
    page.evaluate(f"window.ended = 0; {AUDIO}.addEventListener('ended', () => ended += 1)")
    with page.expect_request("**/narration/scripts") as asked:
        press(page, "Town")
    expect(control(page, "Listen: Town")).to_be_visible(timeout=30_000)
    utterances = asked.value.post_data_json["utterances"]
    assert page.evaluate("[ended, made]") == [len(utterances), 0], utterances


def test_playing_moves_no_focus_and_changes_no_value(open_form):
    page = open_form(FORM)
    press(page, "Full name")
    hear(page)
    page.focus("#town")
    expect(control(page, "Listen: Full name")).to_be_visible(timeout=30_000)
    expect(page.locator("#town")).to_be_focused()
    assert page.input_value("#name") == "Amina Benali"


def test_each_clip_is_fetched_once_and_the_next_one_while_one_plays(open_form):
    page = open_form(FORM)
    fetched = []
    page.on("request", lambda asked: "/clips/" in asked.url and fetched.append(asked.url))
    press(page, "About you")
    hear(page)
    expect(control(page, "Listen: About you")).to_be_visible(timeout=60_000)
    clips = [url for url in fetched if url.endswith(".mp3")]
    assert len(clips) > 4
    assert len(clips) == len(set(clips))


def test_pausing_keeps_the_place(open_form):
    page = open_form(FORM)
    press(page, "About you")
    hear(page)
    control(page, "Pause").click()
    at = page.evaluate(f"{AUDIO}.currentTime")
    assert page.evaluate(f"{AUDIO}.paused")
    control(page, "Play").click()
    page.wait_for_function(f"!{AUDIO}.paused && {AUDIO}.currentTime > {at}")


def test_forward_and_back_go_from_one_part_of_the_page_to_another(open_form):
    page = open_form(FORM)
    press(page, "the whole page")
    page.wait_for_function(f"{HIGHLIGHTED} == 'Pension'")
    control(page, "Forward").click()
    page.wait_for_function(f"{HIGHLIGHTED} == 'About you'")
    control(page, "Back").click()
    page.wait_for_function(f"{HIGHLIGHTED} == 'Pension'")


def test_forward_after_the_last_part_ends(open_form):
    page = open_form(FORM)
    press(page, "Town")
    hear(page, 0)
    for _ in range(3):
        control(page, "Forward").click()
    expect(control(page, "Listen: Town")).to_be_visible()


def test_what_was_said_last_can_be_heard_again(open_form):
    page = open_form(FORM)
    press(page, "Town")
    hear(page)
    control(page, "Stop").click()
    control(page, "Play").click()
    hear(page)
    expect(control(page, "Stop: Town")).to_be_visible()


def test_the_sentence_that_is_spoken_is_highlighted_without_changing_the_page(open_form):
    page = open_form(FORM)
    before = page.inner_html("#long")
    press(page, "About you")
    page.wait_for_function(f"{HIGHLIGHTED} == 'We ask for your name only once.'")
    assert page.inner_html("#long") == before
    control(page, "Stop").click()
    assert page.evaluate(HIGHLIGHTED) == ""


def test_without_custom_highlights_a_frame_lies_over_what_is_spoken(open_form):
    page = open_form(FORM, setup="delete window.Highlight")
    press(page, "Where you live")
    frame = page.locator("outspoken-player .mark")
    expect(frame).to_be_visible()
    heading = page.get_by_role("heading", name="Where you live").bounding_box()
    assert abs(frame.bounding_box()["y"] - heading["y"]) < 20


@pytest.mark.parametrize(("motion", "moves"), [("no-preference", True), ("reduce", False)])
def test_what_is_spoken_is_scrolled_into_view_unless_motion_is_reduced(open_form, motion, moves):
    tall = "<h1>T</h1><div id=gap></div><p id=low>The end.</p>"
    page = open_form(tall, reduced_motion=motion, viewport={"width": 600, "height": 400})
    page.evaluate("document.querySelector('#gap').style.height = '3000px'")
    press(page, "the whole page")
    page.wait_for_function(f"{HIGHLIGHTED} == 'The end.'")
    expect(control(page, "Listen: the whole page")).to_be_attached(timeout=30_000)
    assert (page.evaluate("scrollY") > 0) is moves


def test_narration_stands_in_no_live_region(open_form):
    page = open_form(FORM)
    expect(page.get_by_role("status")).to_have_count(1)
    press(page, "Town")
    hear(page)
    expect(page.get_by_role("status")).to_be_empty()


def test_slow_sound_is_announced_in_words(open_form):
    page = open_form(FORM)
    page.route("**/narration/clips/**", lambda route: None)
    press(page, "Town")
    expect(page.get_by_role("status")).to_have_text("Loading…")
    page.keyboard.press("Escape")
    expect(page.get_by_role("status")).to_be_empty()


def test_the_lock_screen_shows_the_question_and_never_the_answer(open_form):
    page = open_form(FORM)
    press(page, "Full name")
    hear(page)
    session = "[navigator.mediaSession.metadata.title, navigator.mediaSession.playbackState]"
    assert page.evaluate(session) == ["Full name", "playing"]


def test_text_that_is_marked_is_read_and_nothing_else(open_form):
    page = open_form(FORM)
    page.locator("#long").select_text()
    with page.expect_request("**/narration/scripts") as asked:
        control(page, "Listen to the marked text").click()
    said = [utterance["text"] for utterance in asked.value.post_data_json["utterances"]]
    assert said == ["Tell us who you are. We ask for your name only once. Then you can rest."]
    hear(page)


def test_reading_follows_the_focus_only_where_it_was_switched_on(open_form):
    page = open_form(FORM)
    control(page, "Open the player").click()
    control(page, "More: speed, language, help").click()
    control(page, "Read each question when I come to it").click()
    page.focus("#town")
    hear(page)
    expect(control(page, "Stop: Town")).to_be_visible()
    expect(page.locator("#town")).to_be_focused()
