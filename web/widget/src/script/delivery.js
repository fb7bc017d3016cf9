// How the text of an element is said: its language, its hints, and whose text it is.
import { listWords } from "./text.js";

const LANGUAGE = /^[a-z]{2,8}([-_][a-z0-9]{1,8})*$/i;
const HINTS = new Set(
  listWords("date time currency telephone spell-out digits ordinal cardinal address"),
);

/**
 * Tells the delivery of elements: `{lang, sayAs, key, secret, open}`, inherited from the elements
 * around them. What is `secret` is private whatever else is said of it; what is `open` is public.
 */
export class Deliveries {
  constructor(context) {
    this.known = new Map();
    this.privateSelector = context.privateSelector;
    this.outermost = seal({
      lang: context.wordsLang || "en",
      sayAs: "",
      key: "",
      secret: false,
      open: Boolean(context.publicPage),
    });
  }

  get(element) {
    if (!element || element.nodeType !== 1) return this.outermost;
    let delivery = this.known.get(element);
    if (!delivery) {
      delivery = this.compute(element);
      this.known.set(element, delivery);
    }
    return delivery;
  }

  compute(element) {
    const around = this.get(element.parentElement || (element.parentNode || {}).host);
    const lang = readLanguage(element);
    const hint = element.getAttribute("data-outspoken-say-as");
    const key = element.getAttribute("data-outspoken-key");
    const secret = !around.secret && this.isSecret(element);
    const open = !around.open && element.hasAttribute("data-outspoken-public");
    if (!(lang || hint || key || secret || open)) return around;
    return seal({
      lang: lang || around.lang,
      sayAs: HINTS.has(hint) ? hint : around.sayAs,
      key: key || around.key,
      secret: secret || around.secret,
      open: open || around.open,
    });
  }

  isSecret(element) {
    return (
      element.hasAttribute("data-outspoken-private") ||
      Boolean(this.privateSelector && element.matches(this.privateSelector)) ||
      // A component may mark the place where it shows what the page gives it.
      Boolean(element.assignedSlot && this.get(element.assignedSlot).secret)
    );
  }
}

/** The same delivery with other hints. */
export const change = (delivery, changes) => seal({ ...delivery, ...changes });

function seal(delivery) {
  const { lang, sayAs, key, secret, open } = delivery;
  return { ...delivery, signature: [lang, sayAs, key, secret, open].join("|") };
}

function readLanguage(element) {
  const tag = (element.getAttribute("lang") || "").trim();
  return LANGUAGE.test(tag) ? tag.replace(/_/g, "-") : "";
}
