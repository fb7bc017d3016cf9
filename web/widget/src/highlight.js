// Where the voice is: the sentence is coloured by a CSS custom highlight, which changes nothing in
// the page; browsers without them, and controls, get a frame of our own laid over the element.
import { make, tidy } from "./elements.js";
import { canConstruct, dressHighlight } from "./look.js";
import { parentOf } from "./script/page.js";

const NAME = "outspoken";
const canHighlight = canConstruct && window.Highlight && CSS.highlights;

/** The frame; it stands in the player's shadow root. */
export const frame = make("div", { class: "mark", hidden: true });
let framed;

/** Show `text` in the element `target`, or the element where the text is not found in it. */
export function highlight(target, text) {
  clearHighlight();
  if (!target || !target.isConnected) return;
  const range = findText(target, tidy(text));
  if (range && canHighlight) {
    dressHighlight(target.getRootNode());
    CSS.highlights.set(NAME, new Highlight(range));
  } else {
    framed = range || target;
    lay();
  }
  reveal(range || target, target);
}

export function clearHighlight() {
  if (canHighlight) CSS.highlights.delete(NAME);
  framed = null;
  lay();
}

function lay() {
  const box = framed && framed.getBoundingClientRect();
  frame.hidden = !box || !box.width || !box.height;
  if (frame.hidden) return;
  // Styles set by script need no permission, which a style attribute would.
  for (const side of ["left", "top"]) frame.style[side] = `${box[side] - 5}px`;
  for (const size of ["width", "height"]) frame.style[size] = `${box[size] + 10}px`;
}

addEventListener("scroll", lay, true);
addEventListener("resize", lay);

/** Bring a place to the middle of what is seen, or its beginning if it is too high for that. */
function reveal(place, target) {
  const scroller = findScroller(target);
  const { top, bottom } = place.getBoundingClientRect();
  const [from, to] = measureSeen(scroller);
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isCalm || (top >= from && bottom <= to)) return;
  const by = { top: Math.min(top - from, (top + bottom - from - to) / 2), block: "center", behavior: "smooth" };
  // Of a page that scrolls as a whole, one of the two does, and the other stays.
  for (const one of scroller ? [scroller] : [document.documentElement, document.body]) one.scrollBy(by);
  if (scroller) scroller.scrollIntoView(by);
}

/** The part of a page in which an element is scrolled. */
function findScroller(one) {
  if (!one || one == document.body) return null;
  const isIt = one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY);
  return isIt ? one : findScroller(parentOf(one));
}

/** From where to where something is seen in what scrolls it: not under the player's edge. */
function measureSeen(scroller) {
  const dock = frame.parentNode.querySelector(".dock");
  const { top, bottom } = dock.getBoundingClientRect();
  const around = scroller ? scroller.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  const isAbove = dock.dataset.edge == "top";
  return [Math.max(around.top, isAbove ? bottom : 0), Math.min(around.bottom, isAbove ? innerHeight : top)];
}

/** Find a text in what an element shows, however its spaces and lines are broken. */
function findText(element, wanted) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const places = [];
  let shown = "";
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    for (let offset = 0; offset < data.length; offset += 1) {
      const letter = data[offset].replace(/\s/, " ");
      if (letter == " " && shown.endsWith(" ")) continue;
      shown += letter;
      places.push([walker.currentNode, offset]);
    }
  }
  const at = wanted ? shown.indexOf(wanted) : -1;
  if (at < 0) return null;
  const range = document.createRange();
  const [last, offset] = places[at + wanted.length - 1];
  range.setStart(...places[at]);
  range.setEnd(last, offset + 1);
  return range;
}
