// The page as it is at the time of one call: what is shown, and in which order.
import { read, readWords } from "./text.js";

// Style sheets do not hide these, but what is in them is not the text of the page.
const NEVER_SAID =
  /^(script|style|template|noscript|iframe|object|audio|video|canvas|progress|meter|rp|rt)$/;

/**
 * What one call knows. `memory` holds what was looked up, `claimed` what is said with a control
 * or group and therefore not in its own place, `described` the hints and errors that were said.
 */
export const openPage = (context) => ({
  context,
  memory: {},
  claimed: new Set(),
  described: new Set(),
  skipped: joinSelectors("[data-outspoken-skip]", context.skip),
  secret: joinSelectors("[data-outspoken-private]", context.privateSelector),
});

const joinSelectors = (own, further) => (further ? `${own},${further}` : own);

/** What is known under a name of a key, which `compute(page, key)` tells once in a call. */
export function recall(page, name, key, compute) {
  const known = page.memory[name] || (page.memory[name] = new Map());
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = compute(page, key)));
  return value;
}

/** The computed style of an element. */
export const styleOf = (page, element) => recall(page, "style", element, computeStyle);

const computeStyle = (page, element) => getComputedStyle(element);

/** Whether an element may never be said, not even where an id refers to it. */
const isSkipped = (page, element) =>
  NEVER_SAID.test(element.localName) || element.type === "hidden" || element.matches(page.skipped);

/** Whether an element or one around it may never be said. */
export const isLeftOut = (page, element) =>
  element !== null && recall(page, "leftOut", element, computeLeftOut);

const computeLeftOut = (page, element) =>
  isSkipped(page, element) || isLeftOut(page, element.parentElement);

/** Whether an element is out of sight with everything in it. */
export const isHidden = (page, element) => recall(page, "hidden", element, computeHidden);

function computeHidden(page, element) {
  if (isSkipped(page, element) || element.hasAttribute("inert")) return true;
  const { display, contentVisibility } = styleOf(page, element);
  const isAway = display === "none" || contentVisibility === "hidden";
  return isAway || read(element, "aria-hidden") === "true";
}

/** Whether an element's own text is out of sight; elements in it may still be seen. */
export const isInvisible = (page, element) => styleOf(page, element).visibility !== "visible";

/** Whether an element and all around it are in sight. */
export const isShown = (page, element) => !isInvisible(page, element) && isReached(page, element);

/** Whether neither an element nor one around it is out of sight with everything in it. */
export const isReached = (page, element) => recall(page, "reached", element, computeReached);

function computeReached(page, element) {
  if (isHidden(page, element)) return false;
  const around = element.assignedSlot || parentOf(element);
  return !around || (isReached(page, around) && isUnfolded(around, element));
}

/** The element around a node, or the host of its shadow root. */
export const parentOf = (node) => node.parentElement || (node.parentNode || {}).host;

/** The nodes in an element as they are shown: its shadow root's, or what a slot is given. */
export function childrenOf(element) {
  if (element.shadowRoot) return [...element.shadowRoot.childNodes];
  const assigned = element.localName === "slot" ? element.assignedNodes() : [];
  if (assigned.length) return assigned;
  const children = [...element.childNodes];
  return element.localName === "details"
    ? children.filter((child) => isUnfolded(element, child))
    : children;
}

/** Whether a child is to be seen in `details`: its first summary, or all while it is open. */
const isUnfolded = (element, child) =>
  element.localName !== "details" || element.open || child === findChild(element, "summary");

/** Whether a node begins after the beginning of another. */
export const follows = (node, other) =>
  other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;

/** The first child of a name. */
export const findChild = (element, localName) =>
  [...element.children].find((child) => child.localName === localName);

/** The elements in an element that are in sight, in the order in which they are shown. */
export const listInside = (page, element) =>
  childrenOf(element)
    .filter((child) => child.nodeType === 1 && !isHidden(page, child))
    .flatMap((child) => [child, ...listInside(page, child)]);

/** Those of them that match a selector. */
export function listReached(page, element, selector) {
  const all = [...element.querySelectorAll("*")];
  // A component shows its own elements, and the page's in its slots' order.
  return all.some((one) => (one.shadowRoot || one.localName === "slot") && !isSkipped(page, one))
    ? listInside(page, element).filter((one) => one.matches(selector))
    : [...element.querySelectorAll(selector)].filter((one) => isReached(page, one));
}

/** The elements that the ids in an attribute name, in sight or not. */
export function listReferenced(element, attribute) {
  if (!element.hasAttribute(attribute)) return [];
  const root = element.getRootNode();
  const ids = root.getElementById ? readWords(element, attribute) : [];
  return ids.map((id) => root.getElementById(id)).filter(Boolean);
}

/** The labels of a control. Asked for one by one, a browser looks through the page for each. */
export function listLabels(page, control) {
  const byControl = recall(page, "labels", control.getRootNode(), findLabels);
  return (byControl.get(control) || []).filter((label) => isReached(page, label));
}

function findLabels(page, root) {
  const found = new Map();
  for (const label of root.querySelectorAll("label")) enlist(found, label.control, label);
  return found;
}

/** Add to the list under a key. */
export function enlist(lists, key, value) {
  if (!lists.has(key)) lists.set(key, []);
  lists.get(key).push(value);
}
