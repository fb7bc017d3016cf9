// The bar with which what is said is steered; it can be closed, and opened again.
import { makeButton, makeGroup } from "./elements.js";
import { makePanel } from "./panel.js";
import { move, pause, play, resume, state, stop } from "./player.js";
import { getPage } from "./scopes.js";
import { choose, settings } from "./settings.js";
import { show } from "./words.js";

export let bar = {};

/** Make the bar, the panel that its last button but one opens, and what opens the bar. */
export function makeBar() {
  const button = (key, onclick, picture = key) => makeButton(picture, onclick, "", show(key));
  const play = button("play", playOrPause);
  const more = button("more", () => openPanel(bar.panel.hidden));
  const previous = button("previous", () => move(-1));
  const next = button("next", () => move(1));
  const row = makeGroup("box row bar", show("player"), play, button("stop", stop), previous, next, more, button("close", close));
  bar = { row, play, more, panel: makeGroup("box panel", show("more")), launcher: button("open", open, "speaker") };
  bar.launcher.className += " on";
  bar.panel.hidden = true;
  reveal(false);
}

function playOrPause() {
  if (state.phase == "paused") resume();
  else if (state.phase == "idle") play(state.last || getPage());
  else pause();
}

export function openPanel(isOpen) {
  bar.panel.textContent = "";
  if (isOpen) bar.panel.append(...makePanel());
  bar.panel.hidden = !isOpen;
  bar.more.setAttribute("aria-expanded", isOpen);
}

function open() {
  choose("closed", false);
  reveal(true);
  bar.play.focus();
}

function close() {
  stop();
  choose("closed", true);
  reveal(false);
  bar.launcher.focus();
}

function reveal(isOpen) {
  if (!isOpen) openPanel(false);
  bar.row.hidden = !isOpen;
  bar.launcher.hidden = isOpen;
}

/** Show what the play button does now, and the whole bar once something is played. */
export function showBar({ phase }) {
  const isIdle = phase == "idle";
  if (!isIdle && !settings.closed && bar.row.hidden) reveal(true);
  const key = isIdle || phase == "paused" ? "play" : "pause";
  bar.play.firstChild.className = key;
  bar.play.title = show(key);
  bar.play.setAttribute("aria-label", show(key));
}
