// What happens in the page: what arrives later gets buttons, and what has the focus may be read.
import { findScopes, refreshButtons } from "./buttons.js";
import { isOurs } from "./elements.js";
import { play } from "./player.js";
import { settings } from "./settings.js";

const PAUSE_MILLISECONDS = 200;
const WATCHED = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ["hidden", "class", "style", "inert", "open", "type", "aria-hidden", "aria-label"],
};

const isOwnChange = ({ target, addedNodes, removedNodes }) => {
  const nodes = [...addedNodes, ...removedNodes];
  return isOurs(target) || (nodes.length && nodes.every(isOurs));
};

let timer;
const observer = new MutationObserver((changes) => {
  if (timer || changes.every(isOwnChange)) return;
  timer = setTimeout(() => {
    timer = null;
    refreshButtons();
  }, PAUSE_MILLISECONDS);
});

export const watchPage = () => observer.observe(document.body, WATCHED);

export function leavePage() {
  clearTimeout(timer);
  timer = null;
  observer.disconnect();
}

let isPersonHere = false;
let last;
for (const event of ["pointerdown", "keydown"]) {
  addEventListener(event, () => (isPersonHere = true), true);
}

/** Read each question as the focus reaches it. A page that sets the focus by itself says nothing. */
addEventListener("focusin", ({ target }) => {
  if (!isPersonHere || !settings.follow || settings.hidden || isOurs(target)) return;
  const [question, option] = findScopes(target);
  if (!question) return;
  // Inside a group that was read already, the option alone is new.
  play(last == question.owner && option ? option : question);
  last = question.owner;
});
