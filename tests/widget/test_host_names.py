"""What assistive technology is told of a page's own elements, with and without the widget."""

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import FRONT
from tests.widget.test_guest import EVERYTHING

pytestmark = pytest.mark.browser

COMPONENTS = FRONT / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
LAYOUT = ("none", "generic", "paragraph", "LabelText")
"""Roles of what is not worked, and has no name but what stands in it."""
PROPERTIES = ("invalid", "required", "checked", "expanded", "disabled", "labelledby", "describedby")
EXAMPLES = "".join(
    example.read_text()
    for name in ("input", "radios", "checkboxes", "date-input", "select", "textarea", "details")
    for example in sorted((COMPONENTS / name).glob("template-*.html"))
)
"""All examples of GOV.UK's form components: hundreds of controls, many with the same id."""
NAMED_BY_CONTENT = """<main><h1>Jobs</h1><table><tr><th><label>All <input type=checkbox></label>
<th>Years</tr><tr><th scope=row><label>Employer <select><option>x</select></label>
<td><label>From <input></label><label>To <input></label></tr><tr><td tabindex=0><h2>More</h2>
<td><input type=radio name=r aria-label=Yes><input type=radio name=r aria-label=No></table>
<div role=grid><div role=row><div role=rowheader><label>Month <input></label></div>
<div role=gridcell tabindex=0><label>Sum <input></label></div></div></div>
<ul role=tree><li role=treeitem tabindex=0><label>Branch <input></label></ul>
<ul role=menu><li role=menuitem tabindex=0><label>Find <input></label></ul></main>"""


def read_tree(page):
    """What assistive technology is told of each element outside the widget, in page order."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    document = session.send("DOM.getFlattenedDocument", {"depth": -1})["nodes"]
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    told = {node.get("backendDOMNodeId"): describe(node) for node in nodes}
    elements = [node for node in document if node["nodeType"] == 1]
    own = [node for node in elements if not node["nodeName"].startswith("OUTSPOKEN-")]
    found = [told[node["backendNodeId"]] for node in own if node["backendNodeId"] in told]
    return [each for each in found if each[0] not in LAYOUT]


def describe(node):
    """Role, name, description and value of a node, and the states that PROPERTIES names."""
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    parts = [node.get(part, {}).get("value") for part in ("role", "name", "description", "value")]
    return (*parts, *(states.get(name) for name in PROPERTIES))


def block(page):
    page.route("**/listen.js", lambda route: route.abort())


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("is_sent", [False, True])
def test_the_demo_is_told_as_without_the_widget(chromium, service, lang, is_sent):
    trees = []
    for prepare in (block, lambda page: None):
        page = chromium.new_page(base_url=f"http://127.0.0.1:{service.port}")
        prepare(page)
        page.goto(f"/demo/?lang={lang}")
        if is_sent:
            page.check("#marital_status-2")
            with page.expect_navigation():
                page.locator("button[value=check]").last.click()
        page.evaluate("window.Outspoken && Outspoken.ready")
        trees.append(read_tree(page))
        page.close()
    assert len(trees[0]) > 60
    assert trees[1] == trees[0]


@pytest.mark.parametrize(
    ("body", "count"), [(EVERYTHING, 40), (EXAMPLES, 250), (NAMED_BY_CONTENT, 25)]
)
def test_controls_are_told_as_without_the_widget(open_form, body, count):
    page = open_form(body, setup="window.Outspoken = {}")
    without = read_tree(page)
    assert len(without) > count
    page = open_form(body)
    expect(page.locator("outspoken-button").first).to_be_attached()
    assert read_tree(page) == without
