"""Pages with a strict Content-Security-Policy, and browsers that lack newer ways."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

AUDIO = "document.querySelector('outspoken-player').shadowRoot.querySelector('audio')"
FORM = "<main data-outspoken-public><h1>Pension</h1><label>Town <input id=town></label></main>"
STRICT = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self';"
    " connect-src 'self'; require-trusted-types-for 'script'; media-src 'self'"
)


def hear_to_the_end(page):
    button = page.get_by_role("button", name="Listen: Town")
    page.evaluate(
        f"""() => {{ const audio = {AUDIO};
        window.heard = new Promise((heard) => audio.addEventListener(
            "timeupdate", () => audio.currentTime > 0.1 && heard())); }}"""
    )
    button.click()
    page.evaluate("heard")
    expect(button).to_be_visible(timeout=30_000)


def list_violations(page):
    return [said for said in page.complaints if "favicon" not in said and "icon.svg" not in said]


def test_four_directives_are_enough(open_form):
    page = open_form(FORM, csp=f"{STRICT} blob:")
    hear_to_the_end(page)
    assert list_violations(page) == []


def test_the_widget_has_its_look_although_the_page_allows_no_styles(open_form):
    page = open_form(FORM, csp=f"{STRICT} blob:")
    button = page.get_by_role("button", name="Listen: Town")
    expect(button).to_have_css("border-radius", "22px")
    expect(button).to_have_css("min-height", "44px")


def test_sound_that_is_here_already_is_fetched_again_where_blobs_are_forbidden(open_form):
    page = open_form(FORM, csp=STRICT)
    hear_to_the_end(page)
    assert len(list_violations(page)) == 1
    hear_to_the_end(page)
    assert len(list_violations(page)) == 1


def test_older_browsers_get_a_linked_sheet(open_form):
    setup = "delete Document.prototype.adoptedStyleSheets"
    page = open_form(FORM, setup=setup, csp=f"{STRICT} blob:; style-src 'self'")
    expect(page.get_by_role("button", name="Listen: Town")).to_have_css("border-radius", "22px")
    hear_to_the_end(page)
    assert list_violations(page) == []


@pytest.mark.parametrize(
    "missing",
    [
        "delete window.speechSynthesis",
        "delete Navigator.prototype.mediaSession",
        "delete window.Highlight; delete CSS.highlights",
        "delete Intl.DisplayNames",
    ],
)
def test_what_a_browser_lacks_is_done_without(open_form, missing):
    page = open_form(FORM, setup=missing)
    hear_to_the_end(page)
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.complaints == []
