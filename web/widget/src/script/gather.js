// The text of one element, with the spaces and the stand-ins that a listener needs.
import { computeAccessibleName } from "dom-accessibility-api";

import { isField, isImage, isLink, roleOf } from "./roles.js";
import { isSpoken, listWords } from "./text.js";

const BLOCK_TAGS = new Set(
  listWords(
    "html body address article aside blockquote caption center dd details dialog dir div dl dt" +
      " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr label legend li" +
      " listing main menu nav ol optgroup option p plaintext pre search section summary table" +
      " tbody td tfoot th thead tr ul xmp",
  ),
);
const RAISED = { "+": "⁺", "-": "⁻" };
[..."⁰¹²³⁴⁵⁶⁷⁸⁹"].forEach((digit, number) => (RAISED[number] = digit));

/**
 * All of an element's text, even of one out of sight, as `{pieces, isOwn}`. Parts that are out of
 * sight by themselves are left out, and so are those in `apart`, which are said elsewhere.
 * `isOwn` tells that it differs from what accessible names are made of.
 */
export function gather(page, root, apart = new Set()) {
  const seesAll = page.isInvisible(root);
  const found = { pieces: [], isOwn: seesAll };
  const isLeftOut = (element) =>
    element !== root && (apart.has(element) ? (found.isOwn = true) : page.isHidden(element));
  const visit = (node, around) => {
    if (node.nodeType === 3) {
      if (seesAll || !page.isInvisible(around)) add(node.data, ownerOf(node));
    } else if (node.nodeType === 1 && !isLeftOut(node)) enter(node);
  };
  const add = (text, element) => text && found.pieces.push({ text, element });
  const enter = (element) => {
    const space = spacing(page, element);
    const said = element === root && isField(root) ? null : saidInstead(page, element);
    add(space, element);
    if (said === null) {
      add(page.generated(element, "::before"), element);
      for (const child of page.children(element)) visit(child, element);
      add(page.generated(element, "::after"), element);
    } else add(said, element);
    if (isUnlikeName(element, said)) found.isOwn = true;
    add(space, element);
  };
  enter(root);
  return found;
}

/** Text belongs to the element it was written in, or to the host of its shadow root. */
export const ownerOf = (node) => node.parentElement || node.parentNode.host;

const isUnlikeName = (element, said) =>
  element.shadowRoot !== null || element.localName === "slot" || (said !== null && !isImage(element));

/** What is said in the place of an element's content, or null if that is said itself. */
export function saidInstead(page, element) {
  const said = element.getAttribute("data-outspoken-text");
  if (said !== null) return said;
  if (isImage(element)) return nameOf(page, element);
  if (element.localName === "sup") return raise(element);
  if (isField(element)) return " ";
  const isNamed = element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
  const isPressed = element.localName === "button" || roleOf(element) === "button";
  return isNamed && (isPressed || isLink(element)) ? nameOf(page, element) : null;
}

/** An element's accessible name. */
export const nameOf = (page, element) =>
  computeAccessibleName(element, { getComputedStyle: page.getComputedStyle });

/** Keep the power in `m<sup>2</sup>`. */
function raise(element) {
  const text = element.textContent.trim();
  if (element.children.length || !/^[+-]?\d+$/.test(text)) return null;
  return [...text].map((character) => RAISED[character]).join("");
}

/**
 * What parts an element's text from its neighbours': a space, or nothing. Text for screen
 * readers alone ("Error:") is no longer in line with the rest, and a raised link is the mark of
 * a footnote.
 */
export function spacing(page, element) {
  if (["br", "img", "svg"].includes(element.localName) || BLOCK_TAGS.has(element.localName)) return " ";
  if (element.localName === "sup" && element.children.length) return " ";
  return /^(inline|contents|ruby|none)/.test(page.style(element).display) &&
    page.style(element).display.slice(0, 7) !== "inline-"
    ? ""
    : " ";
}

/** Whether the text of an element begins and ends a block. */
export function isBlock(page, element) {
  if (BLOCK_TAGS.has(element.localName) || roleOf(element) === "listitem") return true;
  const { display, position, float } = page.style(element);
  const stands = /^(block|flex|grid|list-item|table|flow-root)/.test(display);
  return stands && float === "none" && !/^(absolute|fixed)$/.test(position);
}

/** Whether anything in the pieces is said. */
export const areSpoken = (pieces) => pieces.some((piece) => isSpoken(piece.text));
