"""What axe finds on the demo's form without the widget, and with it at its fullest."""

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import FRONT

pytestmark = pytest.mark.browser

AXE = (FRONT / "node_modules" / "axe-core" / "axe.min.js").as_posix()
RUN = """async () => (await axe.run({preload: false})).violations.flatMap(
    ({id, nodes}) => nodes.map(({target}) => `${id}: ${target.flat().join(" ")}`)).sort()"""


def find_faults(page):
    with open(AXE) as script:
        page.evaluate(script.read())
    return page.evaluate(RUN)


def open_player(page):
    """Bring up the bar, its panel, a highlight and the question after a section."""
    page.locator("outspoken-button button").nth(1).click()
    player = page.locator("outspoken-player")
    expect(player.locator(".bar")).to_be_visible()
    player.locator("button:has(.more)").click()
    expect(player.locator(".panel")).to_be_visible()


@pytest.fixture
def open_demo(chromium, service):
    """Opens the demo's form in a language, with errors where they are asked for."""
    context = chromium.new_context(base_url=f"http://127.0.0.1:{service.port}")

    def open_page(lang, *, widget=True, has_errors=False):
        page = context.new_page()
        if not widget:
            page.route("**/listen.js", lambda route: route.abort())
        page.goto(f"/demo/?lang={lang}")
        if has_errors:
            with page.expect_navigation():
                page.locator("button[value=check]").last.click()
        page.evaluate("window.Outspoken && Outspoken.ready")
        return page

    yield open_page
    context.close()


@pytest.mark.parametrize("has_errors", [False, True])
@pytest.mark.parametrize("lang", ["en", "ar", "zh-Hans"])
def test_the_widget_brings_no_fault_into_the_demo(open_demo, lang, has_errors):
    before = find_faults(open_demo(lang, widget=False, has_errors=has_errors))
    page = open_demo(lang, has_errors=has_errors)
    open_player(page)
    assert find_faults(page) == before == []


def test_axe_looks_into_the_widget(open_demo):
    page = open_demo("en")
    open_player(page)
    page.evaluate("""document.querySelector("outspoken-button").shadowRoot
        .querySelector("button").removeAttribute("aria-label")""")
    page.evaluate("""document.querySelector("outspoken-button").shadowRoot
        .querySelector("span").remove()""")
    assert [fault for fault in find_faults(page) if fault.startswith("button-name")] != []
