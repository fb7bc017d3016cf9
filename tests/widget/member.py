"""A member who cannot read: knows what was heard, and where on the page controls stand."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

import locales

BOXES = """
const font = Uint8Array.from(atob("%s"), (letter) => letter.charCodeAt(0));
document.fonts.add(new FontFace("Boxes", font));
const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { font-family: Boxes !important }
    input, textarea { font-family: revert !important }`);
document.adoptedStyleSheets = [sheet];
"""
"""Shows every letter of the page as a box, but those that the member writes."""

EARS = """
window.heard = [];
const known = new WeakSet(), sources = {}, names = new WeakMap();
const readBlob = Response.prototype.blob, name = URL.createObjectURL;
Response.prototype.blob = async function () {
    const blob = await readBlob.call(this);
    names.set(blob, this.url);
    return blob;
};
URL.createObjectURL = (blob) => {
    const url = name.call(URL, blob);
    sources[url] = names.get(blob);
    return url;
};
function findMarked() {
    const [range] = CSS.highlights.get("outspoken") || [];
    const frame = document.querySelector("outspoken-player").shadowRoot.querySelector(".mark");
    const place = range || (frame.hidden ? null : frame);
    if (!place) return null;
    const {x, y, width, height} = place.getBoundingClientRect();
    return {x, y: y + scrollY, width, height};
}
function hear({target}) {
    const source = sources[target.currentSrc] || target.currentSrc;
    heard.push({path: new URL(source).pathname, place: findMarked()});
}
const rate = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "defaultPlaybackRate");
Object.defineProperty(HTMLMediaElement.prototype, "defaultPlaybackRate", {set() {
    rate.set.call(this, 16);
    if (!known.has(this)) this.addEventListener("ended", hear);
    known.add(this);
}});
"""
"""Notes each clip that was played to its end, with the place marked meanwhile; time runs faster."""

LOOK = """() => [...document.querySelectorAll("input,textarea,button,outspoken-button")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
    .map((one) => {
        const {x, y, width, height} = one.getBoundingClientRect();
        const round = ["radio", "checkbox"].includes(one.type);
        const kind = one.shadowRoot ? "loudspeaker" : one.type == "submit" ? "button"
            : round ? "choice" : "field";
        return {kind, x, y: y + scrollY, width, height};
    })"""
COMPLETE = f"""() => {{
    const seen = ({LOOK})();
    const loud = seen.filter(({{kind, width}}) => kind == "loudspeaker" && width > 60);
    const isNear = (field) => loud.some(({{y, height}}) =>
        y < field.y + field.height + 100 && field.y < y + height + 100);
    return seen.filter(({{kind}}) => kind == "field").every(isNear);
}}"""
"""Whether no field is without a loudspeaker near by: one that has just come gets its own soon."""
SILENT = """() => [...document.querySelectorAll("outspoken-button")]
    .every((one) => !one.shadowRoot.querySelector("button.on"))"""


@cache
def make_boxes() -> bytes:
    """Make a font in which every letter is the same box."""
    pen = TTGlyphPen(None)
    for corner, point in enumerate([(60, 0), (60, 700), (540, 700), (540, 0)]):
        pen.lineTo(point) if corner else pen.moveTo(point)
    pen.closePath()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "box", "space"])
    box, space = pen.glyph(), TTGlyphPen(None).glyph()
    font.setupCharacterMap(dict.fromkeys(range(33, 12288), "box") | {0x20: "space"})
    font.setupGlyf({".notdef": box, "box": box, "space": space})
    font.setupHorizontalMetrics(dict.fromkeys((".notdef", "box", "space"), (600, 60)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle of the page, in CSS pixels, and what it looks like."""

    x: float
    y: float
    width: float
    height: float
    kind: str = "text"

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def is_beside(self, other: Place) -> bool:
        """Tell whether the two share a line."""
        return self.y < other.middle[1] < self.y + self.height

    def is_over(self, other: Place) -> bool:
        """Tell whether this stands above the other and begins or ends where that does."""
        starts = min(abs(self.x - other.x), abs(self.x + self.width - other.x - other.width))
        return self.y < other.y and starts < 12


class Member:
    """Somebody at a page of which every letter is a box."""

    def __init__(self, context, language: str) -> None:
        context.add_init_script(BOXES % base64.b64encode(make_boxes()).decode())
        context.add_init_script(EARS)
        self._page = context.new_page()
        self._asked = []
        self._page.on("response", self._notice)
        self.language = language
        self.heard: list[tuple[str, Place | None]] = []
        self._page.goto(f"/demo/?lang={language}")
        self._wait()

    def _notice(self, response) -> None:
        if response.url.endswith("/narration/scripts"):
            self._asked.append(response)

    def _wait(self) -> None:
        self._page.evaluate("Outspoken.ready")

    def understand(self, message: str) -> str:
        """Return how an English message sounds in the member's language."""
        return locales.get_spoken(message, self.language)

    def look(self, *kinds: str) -> list[Place]:
        """Return the places of what looks like one of `kinds`, from top to bottom."""
        places = [Place(**seen) for seen in self._page.evaluate(LOOK)]
        return sorted((p for p in places if p.kind in kinds), key=lambda place: place.y)

    def press(self, place: Place) -> None:
        """Press the middle of a place, once it has been brought into view."""
        x, y = place.middle
        self._page.evaluate("(y) => scrollTo(0, y - 200)", y)
        self._page.mouse.click(x, y - self._page.evaluate("scrollY"))

    def listen(self, loudspeaker: Place) -> None:
        """Press a loudspeaker and hear what it says to its end."""
        self._page.evaluate("heard.length = 0")
        self._asked.clear()
        self.press(loudspeaker)
        self._page.wait_for_function(SILENT, timeout=60_000)
        texts = dict(pair for response in self._asked for pair in _pair(response))
        played = self._page.evaluate("heard")
        self.heard = [(texts[one["path"]], _read(one["place"])) for one in played]

    @property
    def texts(self) -> list[str]:
        """What was heard last."""
        return [text for text, _place in self.heard]

    def has_heard(self, message: str) -> bool:
        """Tell whether an English message was among what was heard last."""
        return any(self.understand(message) in text for text in self.texts)

    def find(self, text: str) -> Place:
        """Return the place that was marked while `text` was heard."""
        places = [place for heard, place in self.heard if heard == text and place]
        assert places, f"{text!r} was marked nowhere while this was heard: {self.heard}"
        return places[0]

    def choose(self, choice: Place) -> None:
        """Press a choice, and wait for what it brings along."""
        self.press(choice)
        self._page.wait_for_function(COMPLETE)

    def write(self, field: Place, answer: str) -> None:
        """Write an answer into a field in place of what it holds."""
        self.press(field)
        self._page.keyboard.press("Control+a")
        self._page.keyboard.type(answer)

    def go_on(self, button: Place) -> None:
        """Press a button that leads to another page."""
        with self._page.expect_navigation():
            self.press(button)
        self._wait()


def _pair(response) -> list[tuple[str, str]]:
    """Return (path of the clip, its text) of a script that was asked for."""
    texts = {one["id"]: one["text"] for one in response.request.post_data_json["utterances"]}
    return [(clip["url"], texts[clip["id"]]) for clip in response.json()["clips"]]


def _read(seen) -> Place | None:
    return Place(**seen) if seen else None
