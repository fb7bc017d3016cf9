"""The listen page in a browser, with its script and without, and all pages before axe."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from outreach.channels import Channel
from outreach.wording import Template, Wording
from tests.web.members.conftest import SENSITIVE

# Pages look the same whatever keeps the rows.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("answering", ["sqlite"], indirect=True)]

FRONT = Path(__file__).parents[3] / "web" / "frontend"
AXE = FRONT / "node_modules" / "axe-core" / "axe.min.js"
LONG = Template(
    "long",
    wordings={(Channel.SMS, "fi"): Wording(Channel.SMS, "fi", "Hei! " * 100 + "{listen_link}")},
)
FINDINGS = "async () => (await axe.run()).violations.map(each => each.id)"


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--autoplay-policy=user-gesture-required"],
        )
        yield running
        running.close()


@pytest.fixture
def open_page(browser, answering):
    """Opens a path of the service; options are those of a browser context."""
    server = make_server("127.0.0.1", 0, answering, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    contexts = []

    def open_page(path, **options):
        base = f"http://127.0.0.1:{server.server_port}"
        contexts.append(browser.new_context(base_url=base, bypass_csp=True, **options))
        page = contexts[-1].new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    server.shutdown()
    server.server_close()


def test_one_large_button_plays_and_pauses(open_page, send, read):
    number, links = send(LONG)
    page = open_page(links["listen_link"], viewport={"width": 360, "height": 740})
    button = page.get_by_role("button", name="Kuuntele")
    box = button.bounding_box()

    with page.expect_response(lambda answer: answer.url.endswith(".mp3")):
        button.press("Enter")
    page.get_by_role("button", name="Tauko").click()

    assert min(box["width"], box["height"]) >= 200
    assert read(number).heard_at is not None
    assert page.get_by_role("button", name="Kuuntele").is_visible()


def test_without_script_the_browsers_own_player_is_there(open_page, send):
    page = open_page(send()[1]["listen_link"], java_script_enabled=False)

    assert page.locator("audio[controls]").is_visible()
    assert page.get_by_role("button").count() == 0


@pytest.mark.parametrize("language", ["fi", "ar", "ta"])
@pytest.mark.parametrize("name", ["listen_link", "preferences_link", "unsubscribe_link"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_fault_and_nothing_is_cut_off(open_page, send, name, language, width):
    page = open_page(f"{send()[1][name]}?lang={language}", viewport={"width": width, "height": 700})
    page.add_script_tag(path=str(AXE))

    assert page.evaluate(FINDINGS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["/listen/", "/preferences/forged", None])
def test_axe_finds_no_fault_on_questions_and_troubles(open_page, send, path):
    page = open_page(path or send(SENSITIVE)[1]["listen_link"])
    page.add_script_tag(path=str(AXE))

    assert page.evaluate(FINDINGS) == []
