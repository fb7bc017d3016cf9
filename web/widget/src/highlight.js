// Where the voice is: the sentence is coloured by a CSS custom highlight, which changes nothing in
// the page; browsers without them, and controls, get a frame of our own laid over the element.
import { isOurs, make } from "./elements.js";
import { dressHighlight } from "./sheets.js";

const NAME = "outspoken";

const canHighlight = () => "Highlight" in window && "highlights" in CSS;
const isCalm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Highlighter {
  /** `root` is where the frame may stand. */
  constructor(root) {
    this.frame = make("div", { class: "mark", hidden: true });
    root.append(this.frame);
    this.target = null;
    this.place = this.place.bind(this);
  }

  /** Show `text` in the element `target`, or the element where the text is not found in it. */
  show(target, text) {
    this.clear();
    if (!target || !target.isConnected) return;
    const range = findText(target, text);
    if (range && canHighlight()) {
      dressHighlight(target.getRootNode());
      CSS.highlights.set(NAME, new window.Highlight(range));
    } else {
      this.lay(range || target);
    }
    scrollTo(range || target, target);
  }

  clear() {
    if (canHighlight()) CSS.highlights.delete(NAME);
    this.target = null;
    this.frame.hidden = true;
    for (const event of ["scroll", "resize"]) window.removeEventListener(event, this.place, true);
  }

  lay(target) {
    this.target = target;
    for (const event of ["scroll", "resize"]) window.addEventListener(event, this.place, true);
    this.place();
  }

  place() {
    const box = this.target.getBoundingClientRect();
    this.frame.hidden = box.width === 0 || box.height === 0;
    // Styles set by script need no permission, which a style attribute would.
    Object.assign(this.frame.style, {
      left: `${box.left - 5}px`,
      top: `${box.top - 5}px`,
      width: `${box.width + 10}px`,
      height: `${box.height + 10}px`,
    });
  }
}

function scrollTo(place, target) {
  const box = place.getBoundingClientRect();
  const isSeen = box.top >= 0 && box.bottom <= window.innerHeight;
  if (isSeen || isCalm()) return;
  target.scrollIntoView({ block: "center", behavior: "smooth" });
}

/** Find a text in what an element shows, however its spaces and lines are broken. */
export function findText(element, text) {
  const wanted = text.replace(/\s+/g, " ").trim();
  const { shown, places } = readShown(element);
  const at = wanted ? shown.indexOf(wanted) : -1;
  if (at < 0) return null;
  const first = places[at];
  const last = places[at + wanted.length - 1];
  const range = document.createRange();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset + 1);
  return range;
}

/** The text with single spaces, and the place in the page of each of its characters. */
function readShown(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const places = [];
  let shown = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (isOurs(node)) continue;
    for (let offset = 0; offset < node.data.length; offset += 1) {
      const letter = /\s/.test(node.data[offset]) ? " " : node.data[offset];
      if (letter === " " && shown.endsWith(" ")) continue;
      shown += letter;
      places.push({ node, offset });
    }
  }
  return { shown, places };
}
