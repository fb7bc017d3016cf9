"""Pages of another origin: the playground under the policy of its manual, others, and strangers."""

import os
import subprocess

import pytest
from playwright.sync_api import expect

from benchmarks.service import OUTSPOKEN, find_free_port
from tests.web.institution import serving_institution
from tests.web.office import open_office

pytestmark = pytest.mark.browser

AUDIO = "document.querySelector('outspoken-player').shadowRoot.querySelector('audio')"
FORM = "<main data-outspoken-public><h1>Pension</h1><label>Town <input id=town></label></main>"
ISOLATED = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A service with a playground: its folder and address, and the playground's address."""
    port, data = find_free_port(), tmp_path_factory.mktemp("demo")
    with open_office(data, playground_port=str(port)) as office:
        yield data, f"http://127.0.0.1:{office.port}", f"http://127.0.0.1:{port}"


@pytest.fixture
def page(chromium):
    """A page that notes what its console says, and which requests were in vain."""
    opened = chromium.new_page()
    opened.complaints, opened.failed = [], []
    opened.on("console", lambda said: opened.complaints.append(said.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("requestfailed", lambda request: opened.failed.append(request.url))
    yield opened
    opened.close()


@pytest.fixture
def embed(demo, page):
    """Opens a page of an institution that embeds the widget, as a site of this origin."""
    data, service, _playground = demo
    with serving_institution() as institution:

        def open_page(registered=None, **headers):
            origin = registered or institution.origin
            command = [OUTSPOKEN, "sites", "create", "Agency", "--origin", origin]
            environment = os.environ | {"OUTSPOKEN_DATA": str(data)}
            key = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
            tag = f'<script src="{service}/listen.js" data-site="{key.decode().strip()}" defer>'
            institution.put("/form", f"<title>F</title>{tag}</script>{FORM}", headers=headers)
            institution.put("/favicon.ico")
            page.goto(f"{institution.origin}/form")
            page.evaluate("Outspoken.ready.catch(() => {})")

        yield open_page


def hear(frame, button):
    """Press a button and wait until sound has gone on for a while."""
    frame.wait_for_load_state()
    frame.evaluate("Outspoken.ready")
    # A strict policy lets no text become a function, and so no test wait for one.
    frame.evaluate(
        f"""() => {{ const audio = {AUDIO};
        window.sounded = new Promise((heard) => audio.addEventListener(
            "timeupdate", () => audio.currentTime > 0.1 && heard())); }}"""
    )
    frame.get_by_role("button", name=button, exact=True).click()
    frame.evaluate("sounded")


def test_the_playground_speaks_in_its_frame_under_the_documented_policy(demo, page):
    _data, service, playground = demo
    page.goto(f"{service}/docs/widget")
    frame = page.frame(name="institution")
    hear(frame, "Listen: Full name")
    frame.get_by_role("button", name="Continue").click()
    expect(frame.get_by_text("Write your full name.")).to_be_visible()
    assert frame.url.startswith(playground)
    hear(frame, "Listen: Full name")
    assert page.complaints == []


def test_the_playground_shows_the_language_and_options_that_were_chosen(demo, page):
    page.goto(f"{demo[1]}/docs/widget")
    page.select_option("#lang", "ar")
    page.select_option("#position", "top")
    page.get_by_role("button", name="Show", exact=True).click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("button", name="استمع: الاسم الكامل")).to_be_visible()
    expect(frame.locator("outspoken-player .dock")).to_have_attribute("data-edge", "top")


def test_html_of_ones_own_speaks_and_runs_no_script(demo, page):
    page.goto(f"{demo[1]}/docs/widget")
    hostile = "<script>document.title = 'ran'</script><img src=x onerror=document.title='ran'>"
    page.fill("#html", FORM + hostile)
    page.get_by_role("button", name="Show mine in the frame").click()
    expect(page.frame_locator("iframe").get_by_role("textbox", name="Town")).to_be_visible()
    frame = page.frame(name="institution")
    hear(frame, "Listen: Town")
    assert frame.title() != "ran"


def test_a_page_that_isolates_itself_speaks(embed, page):
    embed(**ISOLATED)
    assert page.evaluate("crossOriginIsolated")
    hear(page, "Listen: Town")
    assert page.complaints == []


def test_another_origin_with_the_key_of_a_site_has_no_buttons_and_its_developer_is_told(
    demo, embed, page
):
    embed(registered="https://caisse.example")
    assert set(page.failed) == {f"{demo[1]}/narration/tokens"}
    expect(page.locator("outspoken-button, outspoken-player")).to_have_count(0)
    [said] = [said for said in page.complaints if "outspoken sites" in said]
    assert "http://localhost:" in said
