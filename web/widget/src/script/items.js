// Items, and how their text is said: its language, its hints, and whose text it is.
import { parentOf, recall } from "./page.js";
import { collapse, isSpoken, read } from "./text.js";

const LANGUAGE = /^[a-z]{2,8}([-_][a-z0-9]{1,8})*$/i;
const HINTS = /^(date|time|currency|telephone|spell-out|digits|ordinal|cardinal|address)$/;
// What has been answered is private, and so is the state that tells of it.
const ANSWERS = /chosen|ticked|switched|invalid/;

/**
 * How the text of an element is said: `{lang, sayAs, key, secret, open}`, inherited from the
 * elements around it. What is `secret` is private whatever else is said; what is `open` is public.
 */
export const deliveryOf = (page, element) => recall(page, "delivery", element, computeDelivery);

function computeDelivery(page, element) {
  const { wordsLang, publicPage } = page.context;
  const parent = parentOf(element);
  const around = parent
    ? deliveryOf(page, parent)
    : { lang: wordsLang || "en", open: Boolean(publicPage) };
  const own = readDelivery(page, element, around);
  return Object.keys(own).some((name) => own[name] !== around[name]) ? own : around;
}

function readDelivery(page, element, around) {
  const lang = read(element, "lang");
  const hint = read(element, "data-outspoken-say-as");
  // A component may mark the place where it shows what the page gives it.
  const slot = element.assignedSlot;
  return {
    lang: LANGUAGE.test(lang) ? lang.replace(/_/g, "-") : around.lang,
    sayAs: HINTS.test(hint) ? hint : around.sayAs,
    key: read(element, "data-outspoken-key") || around.key,
    secret:
      around.secret ||
      element.matches(page.secret) ||
      Boolean(slot && deliveryOf(page, slot).secret),
    open: around.open || element.hasAttribute("data-outspoken-public"),
  };
}

/** Whether two texts can be said in one go. */
export const isAlike = (one, other) =>
  one === other || Object.keys(one).every((name) => one[name] === other[name]);

/** An item without its id. */
export function makeItem(text, kind, target, { lang, sayAs, key, secret, open }) {
  const item = { text, lang, kind, private: secret || !open, target };
  if (sayAs) item.say_as = sayAs;
  if (key) item.key = key;
  return item;
}

/** The text of an attribute as at most one item, said as `changes` say. */
export function sayAttribute(page, element, text, kind, changes) {
  const said = collapse(text || "");
  const delivery = { ...deliveryOf(page, element), ...changes };
  return isSpoken(said) ? [makeItem(said, kind, element, delivery)] : [];
}

/** A phrase of the catalog. It holds nothing of the page, so that it is public. */
export function sayPhrase(page, element, key, kind, values = {}) {
  const { text, lang } = page.context.words(key, deliveryOf(page, element).lang);
  return {
    text: text.replace(/\{(\w+)\}/g, (_, name) => values[name]),
    lang,
    kind,
    private: ANSWERS.test(key),
    target: element,
  };
}

/** The states that an element is in: those whose keys have something true. */
export const sayStates = (page, element, states) =>
  Object.keys(states)
    .filter((key) => states[key])
    .map((key) => sayPhrase(page, element, key, "state"));
