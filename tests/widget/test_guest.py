"""The widget as a guest: in pages of other origins, and in forms with every kind of control."""

import os
import subprocess

import pytest
from playwright.sync_api import expect

from benchmarks.service import OUTSPOKEN
from tests.web.institution import serving_institution
from tests.web.office import open_office
from tests.widget.conftest import FRONT

pytestmark = pytest.mark.browser

AXE = FRONT / "node_modules" / "axe-core" / "axe.min.js"
FINDINGS = """async () => (await axe.run({preload: false})).violations.flatMap(
    ({id, nodes}) => nodes.map((node) => `${id}: ${node.target}`)).sort()"""
TREE = "Accessibility.getFullAXTree"
KINDS = (
    *("text", "password", "email", "tel", "url", "search", "number", "range", "date", "time"),
    *("datetime-local", "month", "week", "color", "file", "checkbox", "radio"),
)
EVERYTHING = (
    "<header><h1>Every control</h1></header><main>"
    + "".join(f"<p><label for={one}>A {one}</label><input type={one} id={one}>" for one in KINDS)
    + """<p><label for=area>An area</label><textarea id=area></textarea></p>
    <p><label for=one>One</label><select id=one><option>Yes<option>No</select></p>
    <p><label for=many>Many</label><select id=many multiple><option>Yes<option>No</select></p>
    <fieldset><legend>Choose</legend><label><input type=radio name=r> Yes</label>
    <label><input type=radio name=r> No</label></fieldset>
    <div role=radiogroup aria-label=Colour><span role=radio aria-checked=true tabindex=0>Red</span>
    <span role=radio aria-checked=false tabindex=-1>Blue</span></div>
    <button role=switch aria-checked=false>Letters</button>
    <div role=slider tabindex=0 aria-label=Size aria-valuenow=1></div>
    <details><summary>More</summary><p><label>In it <input></label></p></details>
    <table><caption>Paid</caption><tr><th>Month<th>Sum<tr><td>May<td><input aria-label=Sum></table>
    <p><a href="/letter.pdf">A letter</a></p><button>Continue</button></main>"""
)  # fmt: skip


REMOVE = """document.querySelectorAll("outspoken-button, outspoken-player").forEach(
    (host) => host.remove())"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory):
    """A web server of another origin, and the service at which it is a site with a key."""
    data = tmp_path_factory.mktemp("office")
    with serving_institution() as institution, open_office(data) as office:
        command = [OUTSPOKEN, "sites", "create", "Agency", "--origin", institution.origin]
        command += ["--phone", "0800 123 456"]
        environment = os.environ | {"OUTSPOKEN_DATA": str(data)}
        made = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        institution.key, institution.service = made.stdout.strip(), office
        yield institution


@pytest.fixture
def visit(agency, chromium):
    """Opens a page of the agency that embeds the widget by its one script tag."""
    page = chromium.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(f"{said.text} {said.location}"))

    def open_page(key, csp):
        host = f"http://127.0.0.1:{agency.service.port}"
        tag = f'<script src="{host}/listen.js" data-site="{key}" defer></script>'
        main = "<main><h1>Bonjour.</h1><p>Il fait beau. Il fait chaud.</p></main>"
        text = f"<!doctype html><html lang=fr><title>T</title>{tag}{main}"
        agency.put("/form", text, headers={"Content-Security-Policy": csp.format(host=host)})
        agency.put("/favicon.ico")
        page.goto(f"{agency.origin}/form")
        page.evaluate("Outspoken.ready.catch(() => {})")
        return page

    yield open_page
    page.close()


CSP = (
    "default-src 'none'; img-src 'self'; script-src {host}; connect-src {host};"
    " media-src {host} blob:"
)


def test_a_registered_page_of_another_origin_speaks_under_a_strict_policy(visit, agency):
    page = visit(agency.key, CSP)
    button = page.get_by_role("button", name="Écouter : toute la page")
    expect(button).to_have_css("border-radius", "22px")
    with page.expect_response("**/narration/clips/**.vtt"):
        button.click()
    page.get_by_role("button", name="Plus : vitesse, langue, aide").click()
    person = page.get_by_role("link", name="Parler à une personne 0800 123 456")
    expect(person).to_be_visible()
    assert page.complaints == []


def test_a_page_without_a_site_has_no_buttons_and_its_developer_is_told(visit):
    page = visit("oss_unknown", CSP)
    expect(page.locator("outspoken-button, outspoken-player")).to_have_count(0)
    assert len([said for said in page.complaints if "outspoken sites" in said]) == 1


def list_names(page):
    session = page.context.new_cdp_session(page)
    nodes = session.send(TREE)["nodes"]
    # A cell or row is called what stands in it, and the page itself what stands on it.
    ours = ("button", "region", "status", "cell", "row", "StaticText", "InlineTextBox")
    return [
        (node["role"]["value"], node["name"]["value"])
        for node in nodes
        if node.get("name", {}).get("value") and node["role"]["value"] not in ours
    ]


@pytest.mark.parametrize("lang", ["en", "ar", "zh-Hans"])
def test_axe_finds_nothing_new_on_a_page_with_every_control(open_form, chromium, lang):
    page = open_form(EVERYTHING, lang=lang)
    page.locator("outspoken-player button.on").first.click()
    page.locator("outspoken-player button:has(.more)").click()
    page.evaluate(AXE.read_text())
    found = page.evaluate(FINDINGS)
    page.evaluate(REMOVE)
    assert found == page.evaluate(FINDINGS)


def test_chromium_gives_every_control_the_name_it_had(open_form):
    page = open_form(EVERYTHING)
    with_widget = list_names(page)
    page.evaluate(REMOVE)
    assert [name for name in list_names(page) if name not in with_widget] == []
