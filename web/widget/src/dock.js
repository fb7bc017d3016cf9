// The widget's own place in the page: the very first control, the player, and its status.
import { listAreas } from "./areas.js";
import { bar, makeBar, openPanel } from "./bar.js";
import { refreshButtons } from "./buttons.js";
import { isOurs, make, makeButton } from "./elements.js";
import { options } from "./options.js";
import { play, state, stop } from "./player.js";
import { getSelected } from "./scopes.js";
import { hasSelection } from "./selection.js";
import { choose, settings } from "./settings.js";
import { makeUnderstood } from "./understood.js";
import { catalog, show } from "./words.js";

let first;
let dock;
let status;
let marked;

/** Make the dock as a region of the page. */
export function makeDock() {
  makeBar();
  first = make("button", { type: "button", class: "first", onclick: toggleHidden });
  marked = makeButton("speaker", () => play(getSelected(marked)), show("selection"));
  marked.className = "on";
  // A press of the mouse would take the marking away before it is read.
  marked.onmousedown = (event) => event.preventDefault();
  status = make("div", { class: "box status", role: "status" });
  dock = make("div", { class: "dock" }, bar.launcher, bar.row, marked, bar.panel, makeUnderstood(), status);
  showHidden();
  showMarked();
  settle();
  return make("section", { "aria-label": show("listening"), lang: catalog.locale, dir: catalog.dir }, first, dock);
}

function toggleHidden() {
  stop();
  choose("hidden", !settings.hidden);
  showHidden();
  refreshButtons();
}

function showHidden() {
  first.textContent = show(settings.hidden ? "show" : "hide");
  dock.hidden = settings.hidden;
}

export function showStatus({ message }) {
  if (status.textContent != message) status.textContent = message;
  settle();
}

function showMarked() {
  if (marked) marked.hidden = !hasSelection(listAreas());
}

const overlap = (a, b) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** Stand at the edge that was chosen, or at the other while what has the focus would be covered. */
function settle() {
  if (!dock) return;
  const home = options.position == "top" ? "top" : "bottom";
  const focused = document.activeElement || document.body;
  const isOther = focused != document.body && !isOurs(focused);
  const measure = (edge) => {
    dock.dataset.edge = edge;
    if (!isOther) return 0;
    const box = focused.getBoundingClientRect();
    return [...dock.children].reduce((sum, part) => sum + overlap(part.getBoundingClientRect(), box), 0);
  };
  const covered = measure(home);
  // WCAG 2.4.11: what has the focus is not hidden.
  if (covered && measure(home == "top" ? "bottom" : "top") >= covered) measure(home);
}

const settleLater = () => requestAnimationFrame(settle);

addEventListener("resize", settleLater);
addEventListener("scroll", settleLater, true);
addEventListener("focusin", ({ target }) => {
  if (dock && !isOurs(target)) openPanel(false);
  settleLater();
});
document.addEventListener("selectionchange", showMarked);
addEventListener("keydown", ({ key }) => {
  if (key != "Escape" || !dock) return;
  if (state.phase != "idle") stop();
  else if (!bar.panel.hidden) {
    openPanel(false);
    bar.more.focus();
  }
});
