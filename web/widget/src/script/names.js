// What a control or a group is called, and the hints and errors that belong to it.
import { computeAccessibleDescription } from "dom-accessibility-api";

import { change } from "./delivery.js";
import { gather, nameOf } from "./gather.js";
import { isButton, isField, legendOf, roleOf } from "./roles.js";
import { layOut } from "./runs.js";
import { clean, collapse } from "./text.js";

const NAMED_BY_CONTENT = new Set(["checkbox", "option", "radio", "switch", "tab"]);
// Browsers name these in their own language, dom-accessibility-api in English.
const NAMED_BY_BROWSER = new Set(["submit", "reset", "image"]);

/** Names what is on one page. A hint or error that several share is said at the first. */
export class Names {
  /** `claimed` are the elements that are said with another, not in their place. */
  constructor(page, claimed) {
    this.page = page;
    this.claimed = claimed;
    this.described = new Set();
  }

  /**
   * The accessible name of a control or group as items. Where elements of the page spell it,
   * they give its languages and hints; a placeholder, which goes away when something is
   * written, is the last resort.
   */
  name(element, kind) {
    const { page } = this;
    const delivery = ownDelivery(page, element);
    const said = element.getAttribute("data-outspoken-text");
    if (said !== null) return page.attribute(element, said, kind, delivery);
    const sources = this.listSources(element);
    const spelled = sources.flatMap((source) => this.spell(source, element, kind));
    if (spelled.length) return spelled;
    const isLeft = sources.length || isNamedByBrowser(element);
    const name = isLeft ? element.title : nameOf(page, element);
    const example = element.getAttribute("placeholder") || element.getAttribute("aria-placeholder");
    return page.attribute(element, name || example, kind, delivery);
  }

  /** The elements whose text is the name. */
  listSources(element) {
    const { page } = this;
    const named = page.referenced(element, "aria-labelledby");
    if (named.length || (element.getAttribute("aria-label") || "").trim()) return named;
    const labels = page.labels(element).filter((label) => page.isReached(label));
    if (labels.length) return labels;
    const legend = legendOf(element);
    if (legend) return [legend];
    const isNamed = isButton(element) || NAMED_BY_CONTENT.has(roleOf(element));
    return isNamed && element.localName !== "input" ? [element] : [];
  }

  spell(source, element, kind) {
    const label = source !== element && source.getAttribute("aria-label");
    const named = label ? this.page.attribute(source, label, kind) : [];
    return named.length ? named : layOut(this.page, gather(this.page, source, this.claimed), kind);
  }

  /** The hints and errors of what is `named` so, which have not been said yet. */
  describe(element, named) {
    const { page } = this;
    const described = page.referenced(element, "aria-describedby");
    const errors = this.listMessages(element);
    const targets = [...described, ...errors].filter((target) => !this.described.has(target));
    targets.forEach((target) => this.described.add(target));
    const items = targets.flatMap((target) => {
      const kind = errors.includes(target) || isError(target) ? "error" : "hint";
      return layOut(page, gather(page, target, this.claimed), kind);
    });
    if (described.length) return items;
    const isTold = element.hasAttribute("aria-describedby");
    const hint = isTold ? element.title : computeAccessibleDescription(element);
    const isNew = collapse(clean(hint)) !== named.map((item) => item.text).join(" ");
    return [...(isNew ? page.attribute(element, hint, "hint", ownDelivery(page, element)) : []), ...items];
  }

  listMessages(element) {
    const invalid = element.getAttribute("aria-invalid");
    if (invalid === "false") return [];
    const messages = this.page.referenced(element, "aria-errormessage");
    return messages.filter((message) => invalid || this.page.isShown(message));
  }
}

/** The hint on how to read a field is meant for its value. */
function ownDelivery(page, element) {
  const delivery = page.delivery(element);
  return isField(element) && delivery.sayAs ? change(delivery, { sayAs: "" }) : delivery;
}

const isNamedByBrowser = (element) =>
  element.localName === "input" &&
  NAMED_BY_BROWSER.has(element.type) &&
  !["value", "alt", "title", "aria-label", "aria-labelledby"].some((name) =>
    (element.getAttribute(name) || "").trim(),
  );

/** Tell an error from a hint by what pages call it; "errors-hint" is a hint. */
function isError(target) {
  const style = target.getAttribute("class") || "";
  const isCalledSo = /error/i.test(target.id) && !/hint/i.test(target.id + style);
  return isCalledSo || /error/i.test(style) || roleOf(target) === "alert";
}
