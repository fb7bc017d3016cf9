// The listen buttons in the page, kept in step with what the page holds.
import { makeButton, makeHost } from "./elements.js";
import { listAreas } from "./areas.js";
import { dress } from "./look.js";
import { state, toggle } from "./player.js";
import { listScopes } from "./scopes.js";
import { settings } from "./settings.js";
import { catalog, show } from "./words.js";

// Cells, headers, and items of trees and menus: they are named by all that stands in them.
const NAMED_BY_CONTENT = "td,th,[role$=cell],[role$=header],[role$=item]";

let entries = new Map();
let patterns = {};
let owner;
let number = 0;

/**
 * Add the buttons that are missing, and take away those that have lost what they read. From `host`
 * on, it is the player's: what is named by its content shall not be named by its buttons.
 */
export function refreshButtons(host) {
  owner = host || owner;
  const wanted = settings.hidden ? [] : listScopes();
  const owners = new Set(wanted.map(([scope]) => scope.owner));
  for (const [owner, { host }] of entries) {
    if (owners.has(owner) && host.isConnected) continue;
    host.remove();
    entries.delete(owner);
  }
  for (const place of wanted) {
    const entry = entries.get(place[0].owner);
    if (entry) update(entry, place[0]);
    else add(place);
  }
  const owned = [...entries.values()].map(({ host: { id } }) => id).filter(Boolean);
  if (owned.length) owner.setAttribute("aria-owns", owned.join(" "));
  else owner.removeAttribute("aria-owns");
}

export function clearButtons() {
  for (const { host } of entries.values()) host.remove();
  entries = new Map();
  patterns = {};
}

function update(entry, scope) {
  const isRenamed = entry.scope.title != scope.title;
  entry.scope = scope;
  if (isRenamed) draw(entry);
}

function add([scope, after, isSmall]) {
  const host = makeHost("button");
  const button = copyButton(isSmall);
  const entry = { host, button, scope, isOn: false };
  button.onclick = () => toggle(entry.scope);
  if (isSmall) host.dataset.small = "";
  dress(host);
  host.shadowRoot.append(button);
  entries.set(scope.owner, entry);
  draw(entry);
  if (after) after.after(host);
  else (scope.owner == document ? listAreas()[0] : scope.owner).prepend(host);
  if (host.closest(NAMED_BY_CONTENT)) host.id = `outspoken-${(number += 1)}`;
}

/** Copying is faster than making, on a page of hundreds. */
function copyButton(isSmall) {
  const key = isSmall ? "small" : "large";
  if (!patterns[key]) {
    patterns[key] = makeButton("speaker", null, !isSmall && show("listen"));
    patterns[key].lang = catalog.locale;
    patterns[key].dir = catalog.dir;
  }
  return patterns[key].cloneNode(true);
}

/** Name a button by what it does now: "Listen: Address", or "Stop: Address". */
function draw(entry) {
  const { button, scope } = entry;
  const isOn = !!state.scope && state.scope.owner == scope.owner;
  if (isOn != entry.isOn) {
    const [picture, word] = button.children;
    button.classList.toggle("on", (entry.isOn = isOn));
    picture.className = isOn ? "stop" : "speaker";
    if (word) word.textContent = show(isOn ? "stop" : "listen");
  }
  button.setAttribute("aria-label", show(isOn ? "stop_part" : "listen_part", scope.title));
}

let current;

/** Show which button's part is being played. */
export function showPlaying({ scope }) {
  const owner = scope && scope.owner;
  if (owner == current) return;
  const changed = [entries.get(current), entries.get(owner)];
  current = owner;
  changed.filter(Boolean).forEach(draw);
}

/** The question that a control belongs to, and the option that it is, as scopes. */
export function findScopes(control) {
  const scopes = [...entries.values()].map(({ scope }) => scope);
  return [
    scopes.find(({ owner, kind }) => kind == "question" && owner.contains(control)),
    scopes.find(({ owner, kind }) => kind == "option" && owner.control == control),
  ];
}
