// What an institution chooses: as data attributes of the script's element, or in Outspoken.init().

/**
 * @typedef {object} Options
 * @property {string} site the key that `outspoken sites create` printed; empty on our own pages
 * @property {string} areas ids or selectors of what is read: else [data-outspoken], main, or body
 * @property {string} skip selector of what is never read
 * @property {string} private selector of what holds a member's own data
 * @property {"bottom"|"top"} position edge at which the player stands
 * @property {string} languages versions of this page: "fr=/fr/form ar=/ar/form"; else the page's
 *   own <link rel="alternate" hreflang>
 * @property {string} colour of buttons, as CSS writes it; `paper` is what lies behind
 * @property {"on"|"off"} follow whether people may let reading follow the focus
 * @property {"on"|"off"} counts whether plays are counted, anonymously
 * @property {string} phone number of a person to talk to; else the site's
 * @property {string} contact address of a page or mailbox to write to; else the site's
 */
export const options = {
  site: "",
  areas: "",
  skip: "",
  private: "",
  position: "bottom",
  languages: "",
  colour: "",
  paper: "",
  follow: "on",
  counts: "on",
  phone: "",
  contact: "",
};

/** Where the service answers. */
export let origin = location.origin;

/** Read the attributes of the element that loads the widget: while it runs, the document names it. */
export function readOptions() {
  const script = document.currentScript || document.querySelector("script[src*='/listen.js']");
  if (!script) return;
  origin = new URL(script.src).origin;
  for (const name in options) {
    // The longer name is for pages where another script already uses the short one.
    const value = script.getAttribute(`data-${name}`) || script.getAttribute(`data-outspoken-${name}`);
    if (value) options[name] = value;
  }
}

/** Take the options of Outspoken.init(): booleans and lists as well as text. */
export function setOptions(given) {
  for (const name in given) {
    const value = given[name];
    if (typeof value == "boolean") options[name] = value ? "on" : "off";
    else options[name] = Array.isArray(value) ? value.join() : value;
  }
}
