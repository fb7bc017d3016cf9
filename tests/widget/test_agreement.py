"""What `Outspoken.script` says in a browser is what narration reads from the page's HTML.

Every difference that is allowed stands in `PERMITTED`, with its reason; one that is no longer
there fails as well.
"""

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from narration.document import parse_html

pytestmark = pytest.mark.browser

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.html"))
FRONT = Path(__file__).parents[2] / "web" / "frontend"
COMPONENTS = FRONT / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
SAY = """() => say(document.body).map(({kind, text, lang, private: own, say_as, key}) =>
    [kind, text, lang, own ? "private" : "public", say_as, key].filter(Boolean).join(" | "))"""


@dataclass(frozen=True)
class Difference:
    """What a browser says (`shown`) where narration reads something else (`sent`)."""

    page: str
    reason: str
    shown: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()


SHEET = "a style sheet decides it, and narration reads none"
SCRIPT = "a script made it, and narration runs none"
CATALOG = "a browser loads the one catalog of the page's language"
PERMITTED = (
    Difference(
        *("descriptions", SHEET),
        shown=("error | Error: Enter your name | en | private",),
        sent=("error | Error:Enter your name | en | private",),
    ),
    Difference(
        *("dialog", SCRIPT),
        shown=(
            "heading | Are you sure? | en | private",
            "text | You will lose your answers. | en | private",
            "button | Leave | en | private",
        ),
        sent=("heading | no | en | private", "role | Write your answer | en | public"),
    ),
    Difference(
        *("generated", SHEET),
        shown=(
            "text | Note: bring your card | en | private",
            "text | It is 40 euros a month. | en | private",
        ),
        sent=("text | bring your card | en | private", "text | It is 40 a month. | en | private"),
    ),
    Difference(
        *("generated", SHEET),
        shown=("text | Next: your home | en | private",),
        sent=("text | your home | en | private",),
    ),
    Difference(
        *("generated", SHEET),
        shown=("label | Name (needed) | en | private",),
        sent=("label | Name | en | private",),
    ),
    Difference(*("hidden", SHEET), sent=("text | no | en | private", "text | no | en | private")),
    Difference(
        *("hidden", SHEET),
        shown=("text | Warning Keep your card. | en | private",),
        sent=("text | WarningKeep your card. | en | private",),
    ),
    Difference(
        *("hidden", SHEET),
        shown=("label | Number of children | en | private",),
        sent=("label | Number of children no | en | private",),
    ),
    Difference(
        *("languages", CATALOG),
        shown=("button | Envoyer | fr | public",),
        sent=("button | Send | en | public",),
    ),
    Difference(
        *("selects", CATALOG),
        shown=("position | 3 of 3 | en | public", "state | You have chosen this | en | private"),
        sent=(
            "position | 3 de 3 | es | public",
            "state | Ha elegido esta respuesta | es | private",
        ),
    ),
    Difference(
        *("shadow", SCRIPT),
        shown=(
            "heading | Your pension | en | private",
            "text | You get 4230 a month. | en | private",
            "text | Nothing more | en | private",
            "label | Street | en | private",
            "hint | With its number | en | private",
        ),
        sent=("text | Your pension4230 a monthno | en | private", "label | Town | en | private"),
    ),
    Difference(
        *("shadow", SCRIPT),
        shown=(
            "state | You must answer this | en | public",
            "label | Town of birth | en | private",
            "role | Write your answer | en | public",
        ),
    ),
)


def say_in_browser(page):
    """Return what the widget says of the page that is open."""
    return page.evaluate(SAY)


def say_from_html(source):
    """Return what narration reads of a page's HTML, in the same shape."""
    return [
        " | ".join(filter(None, (block.kind, block.text, block.language, *_manner(block))))
        for block in parse_html(source, "en")
    ]


def _manner(block):
    return ("public" if block.private is False else "private", block.say_as, block.key)


def compare(shown, sent):
    """Return each stretch that differs, as it is said in the browser and from the HTML."""
    stretches = SequenceMatcher(a=shown, b=sent, autojunk=False).get_opcodes()
    return [
        (tuple(shown[a:b]), tuple(sent[c:d])) for kind, a, b, c, d in stretches if kind != "equal"
    ]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_both_say_the_same_of_a_page_but_for_what_is_permitted(open_script, fixture):
    shown = say_in_browser(open_script(fixture.as_uri()))
    found = compare(shown, say_from_html(fixture.read_bytes()))
    permitted = [each for each in PERMITTED if each.page == fixture.stem]
    assert found == [(each.shown, each.sent) for each in permitted]


def test_both_say_the_same_of_every_component_of_a_design_system(open_script):
    fixtures = [
        (path.parent.name, each["name"], each["html"])
        for path in sorted(COMPONENTS.glob("*/fixtures.json"))
        for each in json.loads(path.read_text(encoding="utf-8"))["fixtures"]
    ]
    differing = {}
    for component, name, html in fixtures:
        found = compare(say_in_browser(open_script(html)), say_from_html(html.encode()))
        differing |= {(component, name): found} if found else {}
    assert len(fixtures) > 600
    assert differing == {}
