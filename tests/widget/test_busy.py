"""A service that has too much to do: the widget waits as long as it is told, and asks again."""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from benchmarks.service import serving
from tests.widget.test_network import AUDIO, FORM, VOICE, fail_first, hear, press

pytestmark = pytest.mark.browser

BUSY = "Many people are listening now. Wait a minute, and try again."

# A clock on which seven seconds pass at once.
CLOCK = """
window.pauses = [];
const later = setTimeout;
window.setTimeout = (wake, pause) => {
    pauses.push(pause);
    return later(wake, pause >= 7000 && pause < 8000 ? 0 : pause);
};"""


class Waiting(BaseHTTPRequestHandler):
    """An online engine's service that waits until it is let go, and then says nothing."""

    gate = threading.Event()

    def do_POST(self):
        self.gate.wait(60)

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def service():
    """A service of 8 threads: 6 may wait for clips, and do while `Waiting.gate` is shut."""
    Waiting.gate.set()
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Waiting)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{upstream.server_port}"
    limits = {"threads": "8", "concurrency": "4"}
    with serving(path="/healthz", engines="gtts,pyttsx3", gtts_url=url, **limits) as running:
        yield running
    upstream.shutdown()


@pytest.fixture
def crowd(service):
    """Eight who ask for a clip at once: six are left waiting, and two have been sent away."""
    Waiting.gate.clear()
    clip = service.register(["Everybody wants to hear this."])[0]
    with ThreadPoolExecutor(8) as threads:
        asked = as_completed([threads.submit(service.get, clip) for _ in range(8)])
        for _ in range(2):
            with suppress(RuntimeError):
                next(asked).result()
        yield
        Waiting.gate.set()


def test_who_was_sent_away_by_a_busy_service_hears_it_when_there_is_room(open_form, crowd):
    page = open_form(FORM)
    refused = "**/narration/clips/**"
    with page.expect_response(refused) as answer:
        press(page, "Town")
    assert answer.value.status == 503
    with page.expect_response(refused) as answer:
        Waiting.gate.set()
    hear(page)
    expect(page.get_by_role("status")).to_be_empty()


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_left_alone_for_as_long_as_it_says(open_form, status):
    page = open_form(FORM, setup=CLOCK)
    fail_first(page, "**/narration/scripts", 1, status=status, headers={"Retry-After": "7"})
    press(page, "Town")
    hear(page)
    assert [pause for pause in page.evaluate("pauses") if 7000 <= pause < 8000] != []


def test_nobody_is_kept_waiting_for_an_hour(open_form):
    page = open_form(FORM)
    answer = {"status": 429, "headers": {"Retry-After": "3600"}}
    fail_first(page, "**/narration/scripts", 1, **answer)
    press(page, "Town")
    expect(page.get_by_role("status")).to_have_text(BUSY)


def test_a_service_that_stays_busy_is_told_in_words_and_by_a_clip_that_is_here_already(open_form):
    page = open_form(FORM)
    press(page, "Town")
    expect(page.get_by_role("button", name="Listen: Town")).to_be_visible(timeout=30_000)
    page.wait_for_load_state("networkidle")
    for path in ("**/narration/scripts", "**/narration/clips/**"):
        page.route(path, lambda route: route.fulfill(status=503))
    press(page, "the whole page")
    expect(page.get_by_role("status")).to_have_text(BUSY, timeout=20_000)
    page.wait_for_function(f"{AUDIO}.src.startsWith('blob:') && {AUDIO}.currentTime > 0.2")


def test_the_device_speaks_for_a_busy_service_without_talk_of_the_connection(open_form):
    page = open_form(FORM, setup=VOICE)
    page.route("**/narration/scripts", lambda route: route.fulfill(status=503))
    press(page, "Your pension")
    expect(page.get_by_role("status")).to_have_text(BUSY, timeout=20_000)
    assert page.evaluate("spoken.slice(0, 2)") == ["Your pension", "We pay on Mondays."]
