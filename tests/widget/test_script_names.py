"""Names are those of Chromium's own accessibility tree."""

import json
import logging
from pathlib import Path

import pytest

LOG = logging.getLogger(__name__)

pytestmark = pytest.mark.browser

FRONT = Path(__file__).parents[2] / "web" / "frontend"
COMPONENTS = FRONT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.html"))
NUMBER_CONTROLS = """() => [...document.querySelectorAll(
    "input:not([type=hidden]),select,textarea,button,summary,fieldset,[role],[contenteditable]")]
    .map((element, number) => {
        element.setAttribute("data-number", number);
        return Script.nameControl(element, context);
    })"""
DIFFERENT_ON_PURPOSE = {
    ("buttons", "Submit"),  # Named by the browser: said in the catalog's words instead.
    ("buttons", "Reset"),
    ("languages", "Submit"),
    ("groups", "Later Reason"),  # The label in a legend is said with its own field.
    ("hidden", "Number of children no"),  # Hidden within what is hidden.
    ("labels", "Remind me in 7 days"),  # A value is private and said with its own field.
    ("marks", "N. I."),  # The page gives other words to listeners.
    ("marks", "OK"),
    ("marks", ""),
    ("marks", "Household"),
}


def read_accessible_names(page, session):
    """Return Chromium's names of the numbered controls that are not ignored, by number."""
    nodes = session.send("DOM.getFlattenedDocument", {"depth": -1, "pierce": True})["nodes"]
    numbers = {}
    for node in nodes:
        attributes = node.get("attributes", [])
        found = dict(zip(attributes[::2], attributes[1::2], strict=True)).get("data-number")
        if found:
            numbers[node["backendNodeId"]] = int(found)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    return {
        numbers[node["backendDOMNodeId"]]: " ".join(node.get("name", {}).get("value", "").split())
        for node in tree
        if node.get("backendDOMNodeId") in numbers and not node["ignored"]
    }


def compare(page):
    """Return the number of equal names, and the pairs (Chromium's, ours) that differ."""
    ours = [" ".join(name.split()) for name in page.evaluate(NUMBER_CONTROLS)]
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    theirs = read_accessible_names(page, session)
    session.detach()
    differing = [(name, ours[number]) for number, name in theirs.items() if name != ours[number]]
    return len(theirs) - len(differing), differing


@pytest.mark.parametrize("sheet", ["", "govuk-frontend.min.css"])
def test_names_agree_on_a_design_system_that_was_not_made_for_us(open_script, sheet):
    style = (COMPONENTS / sheet).read_text() if sheet else ""
    equal, differing = 0, []
    for path in sorted(COMPONENTS.glob("components/*/fixtures.json")):
        for fixture in json.loads(path.read_text(encoding="utf-8"))["fixtures"]:
            page = open_script(f"<style>{style}</style>{fixture['html']}")
            same, different = compare(page)
            equal += same
            differing += [(path.parent.name, *pair) for pair in different]
    LOG.info("names as in Chromium: %d of %d", equal, equal + len(differing))
    assert differing == []
    assert equal > 500


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_names_agree_but_where_listeners_need_another(open_script, fixture):
    _, differing = compare(open_script(fixture.as_uri()))
    theirs = {(fixture.stem, name) for name, _ in differing}
    assert theirs == {pair for pair in DIFFERENT_ON_PURPOSE if pair[0] == fixture.stem}
