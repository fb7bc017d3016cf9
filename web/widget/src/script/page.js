// The page as it is at the time of one call: what is shown, in which order, and how it is said.
import { Deliveries } from "./delivery.js";
import { clean, collapse, isSpoken, listWords } from "./text.js";

// Style sheets do not hide these, but what is in them is not the text of the page.
const NEVER_SAID = /^(script|style|template|noscript|iframe|object|audio|video|canvas|progress|meter|rp|rt)$/;

export class Page {
  /** `context` is that of `collect`. Styles and deliveries are looked up once in a call. */
  constructor(context) {
    this.context = context;
    this.deliveries = new Deliveries(context);
    this.styles = new Map();
    this.generatedTexts = { "::before": new Map(), "::after": new Map() };
    this.hidden = new Map();
    this.shown = new Map();
    this.labelled = new Map();
    // What dom-accessibility-api asks for; it goes by the same styles.
    this.getComputedStyle = (element, pseudo) =>
      pseudo ? quote(this.generated(element, pseudo)) : this.isHidden(element) ? NONE : this.style(element);
  }

  style(element) {
    return recall(this.styles, element, () => getComputedStyle(element));
  }

  delivery(element) {
    return this.deliveries.get(element);
  }

  /** Whether an element may never be said, not even where an id refers to it. */
  isSkipped(element) {
    const { skip } = this.context;
    return (
      NEVER_SAID.test(element.localName) ||
      element.hasAttribute("data-outspoken-skip") ||
      (element.localName === "input" && element.type === "hidden") ||
      Boolean(skip && element.matches(skip))
    );
  }

  /** Whether an element is out of sight with everything in it. */
  isHidden(element) {
    return recall(this.hidden, element, () => {
      if (this.isSkipped(element) || element.hasAttribute("inert")) return true;
      const { display, contentVisibility } = this.style(element);
      const isAway = display === "none" || contentVisibility === "hidden";
      return isAway || element.getAttribute("aria-hidden") === "true";
    });
  }

  /** Whether an element's own text is out of sight; elements in it may still be seen. */
  isInvisible(element) {
    return this.style(element).visibility !== "visible";
  }

  /** Whether an element and all around it are in sight. */
  isShown(element) {
    return !this.isInvisible(element) && this.isReached(element);
  }

  isReached(element) {
    return recall(this.shown, element, () => {
      const around = element.assignedSlot || element.parentElement || element.getRootNode().host;
      if (this.isHidden(element)) return false;
      return !around || (this.isReached(around) && isUnfolded(around, element));
    });
  }

  /** The nodes in an element as they are shown: its shadow root's, or what a slot is given. */
  children(element) {
    if (element.shadowRoot) return [...element.shadowRoot.childNodes];
    if (element.localName === "slot") {
      const assigned = element.assignedNodes();
      if (assigned.length) return assigned;
    }
    return [...element.childNodes].filter((child) => isUnfolded(element, child));
  }

  /** The elements in an element that are in sight, in the order in which they are shown. */
  *descendants(element) {
    for (const child of this.children(element)) {
      if (child.nodeType === 1 && !this.isHidden(child)) {
        yield child;
        yield* this.descendants(child);
      }
    }
  }

  /** The elements that the ids in an attribute name, in sight or not. */
  referenced(element, attribute) {
    const root = element.getRootNode();
    if (!root.getElementById) return [];
    return listWords(element.getAttribute(attribute))
      .map((id) => root.getElementById(id))
      .filter(Boolean);
  }

  /** The labels of a control. Asked one by one, a browser looks through the page for each. */
  labels(control) {
    const root = control.getRootNode();
    const found = recall(this.labelled, root, () => {
      const byControl = new Map();
      for (const label of root.querySelectorAll("label")) {
        byControl.set(label.control, [...(byControl.get(label.control) || []), label]);
      }
      return byControl;
    });
    return found.get(control) || [];
  }

  /** Whether an element may not be said, nor anything around it. */
  isLeftOut(target) {
    const { skip } = this.context;
    return target.closest(skip ? `[data-outspoken-skip],${skip}` : "[data-outspoken-skip]");
  }

  /** The text that a style sheet adds before or after an element's own. */
  generated(element, pseudo) {
    return recall(this.generatedTexts[pseudo], element, () => {
      const style = getComputedStyle(element, pseudo);
      const content = style.content;
      return /["']/.test(content) && style.display !== "none" ? unquote(content) : "";
    });
  }

  /** An item without its id. */
  item(text, kind, target, delivery) {
    const { lang, sayAs, key, secret, open } = delivery;
    const item = { text, lang, kind, private: secret || !open, target };
    if (sayAs) item.say_as = sayAs;
    if (key) item.key = key;
    return item;
  }

  /** The text of an attribute as at most one item. */
  attribute(element, text, kind, delivery = this.delivery(element)) {
    const said = collapse(clean(text || ""));
    return isSpoken(said) ? [this.item(said, kind, element, delivery)] : [];
  }

  /**
   * A phrase of the catalog, which is public: it holds nothing of the page. `values` are put in.
   */
  phrase(element, key, kind, values = {}) {
    const { text, lang } = this.context.words(key, this.delivery(element).lang);
    const filled = text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    return { text: filled, lang, kind, private: false, target: element };
  }
}

function recall(known, key, compute) {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = compute()));
  return value;
}

/** Whether a child is to be seen in `details`: its first summary, or all while it is open. */
function isUnfolded(element, child) {
  if (element.localName !== "details" || element.open) return true;
  return child === summaryOf(element);
}

/** The summary that opens and closes an element, if it is `details`. */
export function summaryOf(element) {
  return [...element.children].find((child) => child.localName === "summary");
}

/** The text in a computed `content`: that after a slash is meant for those who listen. */
function unquote(content) {
  let text = "";
  for (const [token, double, single] of content.matchAll(
    /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\s\/\s/g,
  )) {
    text = token.trim() === "/" ? "" : text + unescape(double || single || "");
  }
  return clean(text);
}

const unescape = (text) =>
  text.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/gi, (_, code, character) =>
    code ? String.fromCodePoint(parseInt(code, 16)) : character,
  );

const NONE = { getPropertyValue: () => "none" };
const quote = (text) => ({ getPropertyValue: () => `"${text}"` });
