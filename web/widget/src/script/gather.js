// The text of one element, with the spaces and the stand-ins that a listener needs.
import { computeAccessibleName } from "dom-accessibility-api";

import { readGenerated } from "./generated.js";
import {
  childrenOf,
  isHidden,
  isInvisible,
  isLeftOut,
  listReferenced,
  parentOf,
  styleOf,
} from "./page.js";
import { isButton, isField, isImage, isLink, roleOf } from "./roles.js";
import { isSpoken, read } from "./text.js";

// Blocks to the listener even where they stand in line.
const BLOCKS = /^(label|legend|li)$/;
const UNSEEN = /(^|[\s-])(visually-?hidden|sr-only)(\s|$)/;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
const NONE = { getPropertyValue: () => "none" };

/**
 * All of an element's text as pieces, even of one out of sight. Parts that are out of sight by
 * themselves are left out, and so is what is said elsewhere: what is `claimed`.
 */
export function gather(page, root, claimed = page.claimed) {
  const pieces = [];
  const seesAll = isInvisible(page, root);
  const visit = (node, around) => {
    if (node.nodeType === 3) {
      if (seesAll || !isInvisible(page, around)) add(node.data, parentOf(node));
    } else if (node.nodeType === 1 && !claimed.has(node) && !isHidden(page, node)) enter(node);
  };
  const add = (text, element) => text && pieces.push({ text, element });
  const enter = (element) => {
    const space = spaceAround(page, element);
    const isWhole = element === root && isField(root);
    add(space, element);
    visitInside(page, element, isWhole ? null : saidInstead(page, element), { add, visit });
    add(space, element);
  };
  if (!isLeftOut(page, root)) enter(root);
  return pieces;
}

/** Go through what is said in an element: what is `said` instead, or what stands in it. */
export function visitInside(page, element, said, { add, visit }) {
  if (said !== null) return add(said, element);
  add(readGenerated(page, element, "::before"), element);
  for (const child of childrenOf(element)) visit(child, element);
  return add(readGenerated(page, element, "::after"), element);
}

/** What the page wants to be said in the place of an element's text. */
export const readInstead = (page, element) =>
  page.context.asShown ? null : element.getAttribute("data-outspoken-text");

/** What is said in the place of an element's content, or null if that is said itself. */
export function saidInstead(page, element) {
  const said = readInstead(page, element);
  if (said !== null) return said;
  if (isImage(element)) return nameOf(page, element);
  if (element.localName === "sup") return raise(element);
  if (isField(element)) return " ";
  const isNamed =
    read(element, "aria-label") ||
    read(element, "aria-labelledby") ||
    // An icon says nothing by itself.
    (element.title && !isSpoken(element.textContent));
  return isNamed && (isButton(element) || isLink(element)) ? nameOf(page, element) : null;
}

/**
 * An element's accessible name by dom-accessibility-api, which goes by what is known here. One
 * that refers to a field would hold what was written there.
 */
export const nameOf = (page, element) =>
  listReferenced(element, "aria-labelledby").some(isField)
    ? ""
    : computeAccessibleName(element, {
        getComputedStyle: (one, pseudo) => {
          if (!pseudo) return isHidden(page, one) ? NONE : styleOf(page, one);
          return { getPropertyValue: () => `"${readGenerated(page, one, pseudo)}"` };
        },
      });

/** Keep the power in `m<sup>2</sup>`. */
function raise(element) {
  const text = element.textContent.trim();
  if (element.children.length || !/^[+-]?\d+$/.test(text)) return null;
  return [...text].map((character) => RAISED["0123456789+-".indexOf(character)]).join("");
}

/**
 * What parts an element's text from its neighbours': a space, or nothing. Text for screen
 * readers alone ("Error:") is not in line with the rest, and a raised link is the mark of a
 * footnote.
 */
export function spaceAround(page, element) {
  const { localName } = element;
  const isApart =
    /^(br|img|svg)$/.test(localName) ||
    BLOCKS.test(localName) ||
    !/^(inline|contents|ruby|none)$/.test(styleOf(page, element).display) ||
    (localName === "sup" && element.children.length) ||
    UNSEEN.test(read(element, "class"));
  return isApart ? " " : "";
}

/** Whether the text of an element begins and ends a block. */
export function isBlock(page, element) {
  if (BLOCKS.test(element.localName) || roleOf(element) === "listitem") return true;
  const { display, position, float } = styleOf(page, element);
  const isStanding = /^(block|flex|grid|list-item|table|flow-root)/.test(display);
  return isStanding && float === "none" && !/^(absolute|fixed)$/.test(position);
}
