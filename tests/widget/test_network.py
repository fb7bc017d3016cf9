"""A bad network, a busy service, and none at all."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

AUDIO = "document.querySelector('outspoken-player').shadowRoot.querySelector('audio')"
FORM = """
<main><h1 data-outspoken-public>Pension</h1>
<label><span data-outspoken-public>Town</span> <input id="town" value="Leeds"></label>
<h2 data-outspoken-public>Your pension</h2>
<p data-outspoken-public>We pay on Mondays.</p>
<p>Dear Mrs Alaoui, we paid 4,230.</p>
</main>"""
# Stands in for a device with an English voice: this Chromium has none.
VOICE = """
window.spoken = [];
speechSynthesis.getVoices = () => [{lang: "fr-FR", localService: true},
    {lang: "en-GB", localService: false}, {lang: "en-US", localService: true, name: "Ann"}];
speechSynthesis.speak = (utterance) => {
    spoken.push(utterance.text); utterance.onstart(); setTimeout(utterance.onend, 20); };
Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", {set() {}});
"""
LOST = "There is no connection now. Try again later."


def press(page, part):
    page.get_by_role("button", name=f"Listen: {part}", exact=True).click()


def hear(page, seconds=0.1):
    page.wait_for_function(f"{AUDIO}.currentTime > {seconds}")


def fail_first(page, path, times, **answer):
    """Fail the first requests to a path: without an answer, or with this one."""
    left = [times]

    def handle(route):
        left[0] -= 1
        if left[0] < 0:
            return route.continue_()
        return route.fulfill(**answer) if answer else route.abort()

    page.route(path, handle)


@pytest.mark.parametrize("path", ["**/narration/scripts", "**/narration/clips/**"])
@pytest.mark.parametrize("answer", [{}, {"status": 503}, {"status": 429}])
def test_what_fails_once_or_twice_is_tried_again(open_form, path, answer):
    page = open_form(FORM)
    fail_first(page, path, 2, **answer)
    press(page, "Town")
    hear(page)
    expect(page.get_by_role("status")).to_be_empty()


def test_a_token_that_is_too_old_is_replaced(open_form):
    page = open_form(FORM)
    body = json.dumps({"error": {"code": "token_expired", "message": "too old"}})
    fail_first(page, "**/narration/scripts", 1, status=401, body=body)
    with page.expect_request("**/narration/tokens"):
        press(page, "Town")
    hear(page)


def test_a_refusal_is_told_in_words(open_form):
    page = open_form(FORM)
    page.route("**/narration/scripts", lambda route: route.fulfill(status=403, body="{}"))
    press(page, "Town")
    expect(page.get_by_role("status")).to_have_text("The sound does not work now. Try again.")
    expect(page.get_by_role("button", name="Listen: Town")).to_be_visible()


def test_a_lost_network_is_told_in_words_and_by_a_clip_that_is_here_already(open_form):
    page = open_form(FORM)
    with page.expect_response("**/narration/clips/**"):
        press(page, "Town")
    expect(page.get_by_role("button", name="Listen: Town")).to_be_visible(timeout=30_000)
    page.context.set_offline(True)
    press(page, "the whole page")
    expect(page.get_by_role("status")).to_have_text(LOST, timeout=20_000)
    page.wait_for_function(f"{AUDIO}.src.startsWith('blob:') && {AUDIO}.currentTime > 0.2")


def test_sound_goes_on_when_the_network_comes_back_in_time(open_form):
    page = open_form(FORM)
    page.context.set_offline(True)
    press(page, "Town")
    expect(page.get_by_role("status")).to_have_text("Loading…")
    page.context.set_offline(False)
    hear(page)


def test_the_device_says_public_text_in_its_own_voice_and_never_private_text(open_form):
    page = open_form(FORM, setup=VOICE)
    page.context.set_offline(True)
    press(page, "Your pension")
    expect(page.get_by_role("status")).to_have_text(LOST, timeout=20_000)
    assert page.evaluate("spoken.slice(0, 2)") == ["Your pension", "We pay on Mondays."]
    assert "Alaoui" not in str(page.evaluate("spoken"))


def test_a_device_without_a_voice_of_the_language_says_nothing(open_form):
    page = open_form(FORM, lang="fi", setup=VOICE)
    page.context.set_offline(True)
    page.get_by_role("button", name="Kuuntele: Town").click()
    expect(page.get_by_role("status")).to_contain_text("Yhteyttä ei ole nyt", timeout=20_000)
    assert page.evaluate("spoken") == []


def test_a_page_whose_service_is_away_works_as_before(open_form, chromium):
    page = chromium.new_page()
    page.route("https://agency.example/**", lambda route: route.fulfill(
        content_type="text/html", body=f"<script src=http://127.0.0.1:9/listen.js></script>{FORM}"
    ))  # fmt: skip
    page.goto("https://agency.example/")
    expect(page.get_by_role("textbox", name="Town")).to_have_value("Leeds")
    page.close()


def test_a_part_without_a_voice_is_left_out_and_said_to_be(open_form):
    page = open_form("<main><h1>T</h1><p lang=yo>Ẹ káàárọ̀</p><p>Good morning.</p></main>")
    press(page, "the whole page")
    said = page.get_by_role("status")
    expect(said).to_have_text("There is no voice for a part of this text.", timeout=30_000)
