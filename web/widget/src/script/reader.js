// A page read aloud from top to bottom, as it is at the time of one call.
import { sayControl, sayGroup } from "./controls.js";
import { isBlock, saidInstead, spaceAround, visitInside } from "./gather.js";
import { listPopups } from "./options.js";
import { isHidden, isInvisible, isShown, listReferenced, parentOf, styleOf } from "./page.js";
import { isButton, isField, isGroup, isHeading, isImage, isLink, legendOf } from "./roles.js";
import { layOut, layOutText } from "./runs.js";
import { isData, sayTable } from "./tables.js";
import { read } from "./text.js";

const REFERRING =
  "label,legend,[aria-labelledby],[aria-describedby],[aria-errormessage],[role~=combobox]";

/** Everything in `root` as items. */
export function readAll(page, root) {
  const reading = { page, items: [], pieces: [], isBroken: false };
  const top = findModal(page, root) || root;
  claim(page, top);
  visit(reading, top, { kind: "text" });
  flush(reading, "text");
  return reading.items;
}

/** A heading that is also the name of the field right below it is said once. */
export const dropRepeated = (items) =>
  items.filter(({ kind, text, lang }, index) => {
    const last = items[index - 1];
    return !(last && /^(label|legend)$/.test(kind) && last.text === text && last.lang === lang);
  });

/** Find what is said with the controls under `root`; shadow roots in it are claimed apart. */
export function claim(page, root) {
  const elements = [root, ...root.querySelectorAll(REFERRING)].filter((one) => one.nodeType === 1);
  for (const element of elements) {
    for (const target of listClaims(page, element, root)) {
      if (target === element || !target.contains(element)) page.claimed.add(target);
    }
  }
}

function listClaims(page, element, root) {
  const { localName, parentElement, control } = element;
  const isWithin = (one) => root.contains(one) || one.getRootNode() !== root.getRootNode();
  if (localName === "label") {
    return control && isAnswered(control) && isWithin(control) && isShown(page, control)
      ? [element]
      : [];
  }
  if (localName === "legend") {
    return parentElement && legendOf(parentElement) === element && isWithin(parentElement)
      ? [element]
      : [];
  }
  if (!(isAnswered(element) || isGroup(element)) || !isShown(page, element)) return [];
  const names = isButton(element) ? [] : listReferenced(element, "aria-labelledby");
  const isValid = read(element, "aria-invalid") === "false";
  const told = [
    ...names.filter((name) => !isHeading(name)),
    ...listReferenced(element, "aria-describedby"),
    ...(isValid ? [] : listReferenced(element, "aria-errormessage")),
  ];
  return [...told.filter((target) => !isField(target)), ...listPopups(page, element)];
}

const isAnswered = (element) => isField(element) || isButton(element);

/** `around` is {kind, link, isMuted}: in a muted part only controls are said. */
function visit(reading, node, around) {
  const { page } = reading;
  if (node.nodeType === 3) {
    const owner = parentOf(node);
    if (!isInvisible(page, owner)) add(reading, node.data, owner, around);
  } else if (node.nodeType === 1 && !isHidden(page, node)) enter(reading, node, around);
}

function add(reading, text, element, { link, isMuted }) {
  if (!text || isMuted) return;
  reading.pieces.push({ text, element, link });
  if (text.trim()) reading.isBroken = false;
}

/** Make items of what was gathered up to here. */
function flush(reading, kind) {
  const { page, items, pieces } = reading;
  items.push(...(kind === "text" ? layOutText(page, pieces) : layOut(page, pieces, kind)));
  reading.pieces = [];
  reading.isBroken = false;
}

function enter(reading, element, around) {
  const { page } = reading;
  const isClaimed = page.claimed.has(element);
  const put = (items) => {
    flush(reading, around.kind);
    reading.items.push(...items);
  };
  if (element.shadowRoot) claim(page, element.shadowRoot);
  if (isAnswered(element) && !isInvisible(page, element)) {
    // A list that a field opens has been said with it.
    if (!isClaimed || isButton(element)) put(sayControl(page, element));
  } else if (around.isMuted || isClaimed) {
    descend(reading, element, around, { ...around, isMuted: true });
  } else if (isGroup(element)) {
    put(sayGroup(page, element));
    descend(reading, element, around, around);
  } else if (
    element.localName === "table" &&
    saidInstead(page, element) === null &&
    isData(page, element)
  ) {
    put(sayTable(page, element));
  } else readText(reading, element, around);
}

/** Read an element that is neither a control nor a table of data. */
function readText(reading, element, around) {
  if (element.localName === "br") {
    // The second in a row ends a paragraph.
    if (reading.isBroken) flush(reading, around.kind);
    else add(reading, " ", element, around);
    reading.isBroken = !reading.isBroken;
    return;
  }
  const isPicture = isImage(element) && !around.link && around.kind === "text";
  const kind = isPicture ? "image" : kindOf(element) || around.kind;
  const link = around.link || (isLink(element) ? element : undefined);
  descend(reading, element, around, { kind, link }, saidInstead(reading.page, element));
}

/** Read the inside of an element, or what is `said` instead, as a block if it is one. */
function descend(reading, element, around, inside, said = null) {
  const { page } = reading;
  const isApart = isBlock(page, element) || around.kind !== inside.kind;
  const space = isApart ? "" : spaceAround(page, element);
  if (isApart) flush(reading, around.kind);
  add(reading, space, element, inside);
  visitInside(page, element, said, {
    add: (text, owner) => add(reading, text, owner, inside),
    visit: (child) => visit(reading, child, inside),
  });
  add(reading, space, element, inside);
  if (isApart) flush(reading, inside.kind);
}

function kindOf(element) {
  if (isHeading(element)) return "heading";
  return /^(legend|label)$/.test(element.localName) ? element.localName : "";
}

/** The dialog that keeps everything else in `root` from being used. */
const findModal = (page, root) =>
  [...root.querySelectorAll("dialog[open],[aria-modal=true]")]
    .filter((dialog) => isModal(page, dialog) && isShown(page, dialog))
    .pop();

function isModal(page, dialog) {
  if (read(dialog, "aria-modal") === "true") return true;
  try {
    return dialog.matches(":modal");
  } catch {
    // Browsers that do not know the selector fix such a dialog in the window.
    return styleOf(page, dialog).position === "fixed";
  }
}
