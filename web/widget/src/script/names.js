// What a control or a group is called, and the hints and errors that belong to it.
import { gather, nameOf, readInstead } from "./gather.js";
import { sayAttribute } from "./items.js";
import { isLeftOut, isShown, listLabels, listReferenced } from "./page.js";
import { isButton, isField, legendOf, roleOf } from "./roles.js";
import { layOut } from "./runs.js";
import { collapse, isSpoken, read } from "./text.js";

const NAMED_BY_CONTENT = /^(checkbox|option|radio|switch|tab)$/;

/**
 * The accessible name of a control or group as items. Where elements of the page spell it, they
 * give its languages and hints; else dom-accessibility-api tells it. A placeholder, which goes
 * away when something is written, is the last resort.
 */
export function sayName(page, element, kind) {
  const own = readInstead(page, element);
  if (own !== null) return sayOwn(page, element, own, kind);
  const sources = listSources(page, element);
  const spelled = sources.flatMap((source) => spell(page, source, element, kind));
  if (spelled.length) return spelled;
  const isKnown = sources.length || isNamedByBrowser(element);
  const name = isKnown ? element.title : nameOf(page, element);
  const example = read(element, "placeholder") || read(element, "aria-placeholder");
  return sayOwn(page, element, name || example, kind);
}

/** What a control or group is called, in one line. */
export const nameInWords = (page, element) => joinTexts(sayName(page, element, "label"));

/** The same as the page shows it, on a page opened `asShown`; plain text needs no gathering. */
export function titleOf(page, element) {
  const sources = listSources(page, element);
  const isPlain = sources.every((one) => !one.firstElementChild && !read(one, "aria-label"));
  const shown = isPlain ? sources.filter((one) => !isLeftOut(page, one)).map(readText) : [];
  const title = shown.filter(isSpoken).join(" ") || nameInWords(page, element);
  return title || read(element, "data-outspoken-text");
}

const readText = (element) => collapse(element.textContent);

/** The texts of items in one line. */
export const joinTexts = (items) => items.map((item) => item.text).join(" ");

/** The text of an attribute; a field's hint on how to read it is meant for its value. */
const sayOwn = (page, element, text, kind) =>
  sayAttribute(page, element, text, kind, isField(element) ? { sayAs: "" } : {});

/** The elements whose text is the name. */
function listSources(page, element) {
  const named = listReferenced(element, "aria-labelledby");
  if (named.length || read(element, "aria-label")) return named;
  const labels = listLabels(page, element);
  if (labels.length) return labels;
  const legend = legendOf(element);
  if (legend) return [legend];
  const isNamed = isButton(element) || NAMED_BY_CONTENT.test(roleOf(element));
  return isNamed && element.localName !== "input" ? [element] : [];
}

function spell(page, source, element, kind) {
  const label = source === element ? "" : read(source, "aria-label");
  const named = sayAttribute(page, source, label, kind);
  return named.length ? named : layOut(page, gather(page, source), kind);
}

/** Browsers name these in their own language, dom-accessibility-api in English. */
const isNamedByBrowser = (element) =>
  element.matches("[type=submit],[type=reset],[type=image]") &&
  !["value", "alt", "aria-label"].some((name) => read(element, name));

/** The hints and errors of what is `named` so, which have not been said yet. */
export function sayDescriptions(page, element, named) {
  const described = listReferenced(element, "aria-describedby");
  const errors = listMessages(page, element);
  const items = [...described, ...errors].flatMap((target) => {
    if (page.described.has(target)) return [];
    page.described.add(target);
    const kind = errors.includes(target) || isError(target) ? "error" : "hint";
    return layOut(page, gather(page, target), kind);
  });
  const hint = described.length ? "" : read(element, "aria-description") || element.title || "";
  const isSaid = collapse(hint) === joinTexts(named);
  return [...(isSaid ? [] : sayOwn(page, element, hint, "hint")), ...items];
}

function listMessages(page, element) {
  const invalid = read(element, "aria-invalid");
  if (invalid === "false") return [];
  const messages = listReferenced(element, "aria-errormessage");
  return messages.filter((message) => invalid || isShown(page, message));
}

/** Tell an error from a hint by what pages call it; "errors-hint" is a hint. */
function isError(target) {
  const style = read(target, "class");
  const isCalledSo = /error/i.test(target.id) && !/hint/i.test(target.id + style);
  return isCalledSo || /error/i.test(style) || roleOf(target) === "alert";
}
