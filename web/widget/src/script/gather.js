// The text of one element, with the spaces and the stand-ins that a listener needs.
import { computeAccessibleName } from "dom-accessibility-api";

import { isField, isImage, isLink, roleOf } from "./roles.js";
import { isSpoken } from "./text.js";

// Blocks to the listener even where they stand in line.
const BLOCKS = /^(label|legend|li)$/;
const UNSEEN = /(^|[\s-])(visually-?hidden|sr-only)(\s|$)/;
const RAISED = { "+": "⁺", "-": "⁻" };
[..."⁰¹²³⁴⁵⁶⁷⁸⁹"].forEach((digit, number) => (RAISED[number] = digit));

/**
 * All of an element's text as pieces, even of one out of sight. Parts that are out of sight by
 * themselves are left out, and so are those in `apart`, which are said elsewhere.
 */
export function gather(page, root, apart = new Set()) {
  const pieces = [];
  const seesAll = page.isInvisible(root);
  const add = (text, element) => text && pieces.push({ text, element });
  const visit = (node, around) => {
    if (node.nodeType === 3) {
      if (seesAll || !page.isInvisible(around)) add(node.data, ownerOf(node));
    } else if (node.nodeType === 1 && !apart.has(node) && !page.isHidden(node)) enter(node);
  };
  const enter = (element) => {
    const space = spacing(page, element);
    const said = element === root && isField(root) ? null : saidInstead(page, element);
    add(space, element);
    if (said === null) {
      add(page.generated(element, "::before"), element);
      for (const child of page.children(element)) visit(child, element);
      add(page.generated(element, "::after"), element);
    } else add(said, element);
    add(space, element);
  };
  if (!page.isLeftOut(root)) enter(root);
  return pieces;
}

/** Text belongs to the element it was written in, or to the host of its shadow root. */
export const ownerOf = (node) => node.parentElement || node.parentNode.host;

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
 * readers alone ("Error:") is not in line with the rest, and a raised link is the mark of a
 * footnote.
 */
export function spacing(page, element) {
  const { localName } = element;
  const isApart =
    /^(br|img|svg|label|li)$/.test(localName) ||
    !/^(inline|contents|ruby|none)$/.test(page.style(element).display) ||
    (localName === "sup" && element.children.length) ||
    UNSEEN.test(element.getAttribute("class"));
  return isApart ? " " : "";
}

/** Whether the text of an element begins and ends a block. */
export function isBlock(page, element) {
  if (BLOCKS.test(element.localName) || roleOf(element) === "listitem") return true;
  const { display, position, float } = page.style(element);
  const stands = /^(block|flex|grid|list-item|table|flow-root)/.test(display);
  return stands && float === "none" && !/^(absolute|fixed)$/.test(position);
}

/** Whether anything in the pieces is said. */
export const areSpoken = (pieces) => pieces.some((piece) => isSpoken(piece.text));
