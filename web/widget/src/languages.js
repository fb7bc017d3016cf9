// The languages of a page: versions that its institution provides. Nothing is translated here.
import { Strings } from "./strings.js";

/** List `{tag, name, href}` of the page's versions, its own one among them. */
export function listVersions(options, strings) {
  const given = options.languages ? parse(options.languages) : readLinks();
  return given.map(([tag, href]) => ({ tag, href, name: nameLanguage(tag, strings) }));
}

/** Read "fr=/fr/form ar=/ar/form", or an object of the same. */
function parse(languages) {
  if (typeof languages === "object") return Object.entries(languages);
  return languages.split(/[\s,]+/).map((entry) => entry.split(/=(.*)/).slice(0, 2));
}

function readLinks() {
  const links = [...document.querySelectorAll("link[rel~=alternate][hreflang]:not([type])")];
  return links.filter((link) => link.hreflang !== "x-default").map((link) => [link.hreflang, link.href]);
}

function nameLanguage(tag, strings) {
  const known = strings.catalog.shown[`language_${tag}`];
  if (known) return known;
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}

/** Tell whether the person has written or chosen something that another page would not know. */
function isFormChanged() {
  const controls = [...document.querySelectorAll("input:not([type=hidden]),textarea,select")];
  return controls.some((control) => {
    if (control.options) return [...control.options].some((o) => o.selected !== o.defaultSelected);
    if (/^(radio|checkbox)$/.test(control.type)) return control.checked !== control.defaultChecked;
    return control.value !== control.defaultValue;
  });
}

/**
 * Confirm a language by saying its own name in it, then go to that version of the page. Where
 * answers would be lost the first press warns, and only the second goes.
 */
export class LanguageChooser {
  constructor({ player, service }) {
    Object.assign(this, { player, service });
    this.warned = null;
  }

  async choose(version) {
    const warns = isFormChanged() && this.warned !== version.tag;
    this.warned = version.tag;
    this.player.speaker.unlock();
    const keys = warns ? ["language_chosen", "answers_lost"] : ["language_chosen"];
    const words = await this.load(version.tag);
    if (words) await this.player.play(this.confirm(version, words, keys));
    if (!warns) window.location.assign(version.href);
    return warns && words ? words.shown("answers_lost") : "";
  }

  load(tag) {
    return this.service.getCatalog(tag).then((catalog) => new Strings(catalog), () => null);
  }

  confirm(version, words, keys) {
    const items = keys.map((key) => words.spoken(key));
    return { owner: version.tag, kind: "own", title: version.name, collect: () => items };
  }
}
