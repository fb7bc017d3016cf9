// The languages of a page: versions that its institution provides. Nothing is translated here.
import { options } from "./options.js";
import { play, tell, change } from "./player.js";
import { getOwn } from "./scopes.js";
import { loadCatalog } from "./service.js";
import { unlock } from "./speaker.js";
import { show } from "./words.js";

/** List [tag, address, name] of the page's versions, its own one among them. */
export function listVersions() {
  const links = [...document.querySelectorAll("link[rel~=alternate][hreflang]:not([type])")];
  // "fr=/fr/form ar=/ar/form", or the links that a page has for search engines.
  const given = options.languages
    ? options.languages.split(/[\s,]+/).map((entry) => entry.split(/=(.*)/))
    : links.map((link) => [link.hreflang, link.href]);
  return given.filter(([tag]) => tag && tag != "x-default").map(([tag, href]) => [tag, href, name(tag)]);
}

function name(tag) {
  try {
    return show(`language_${tag}`) || new Intl.DisplayNames(tag, { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}

/** Tell whether the person has written or chosen something that another page would not know. */
function isFormChanged() {
  const controls = [...document.querySelectorAll("input:not([type=hidden]),textarea,option")];
  return controls.some((one) => {
    if (one.matches("option")) return one.selected != one.defaultSelected;
    if (/radio|checkbox/.test(one.type)) return one.checked != one.defaultChecked;
    return one.value != one.defaultValue;
  });
}

let warned;

/**
 * Confirm a language by saying its own name in it, then go to that version of the page. Where
 * answers would be lost the first press warns, and only the second goes.
 */
export async function chooseLanguage([tag, href]) {
  unlock();
  const warns = isFormChanged() && warned != tag;
  warned = tag;
  const words = await loadCatalog(tag).catch(() => null);
  const keys = warns ? ["language_chosen", "answers_lost"] : ["language_chosen"];
  if (words) await play(getOwn(tag, keys, words));
  if (!warns) location.assign(href);
  else if (words) change({ message: words.shown.answers_lost });
  else tell("answers_lost");
}
