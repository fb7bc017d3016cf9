// What an institution chooses: as data attributes of the script's element, or in Outspoken.init().

/**
 * @typedef {object} Options
 * @property {string} site the key that `outspoken sites create` printed; empty on our own pages
 * @property {string} areas selector of what is read: else [data-outspoken], else main, else body
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
const DEFAULTS = {
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

/** The element that loaded the widget; while a deferred script runs the document names it. */
const findScript = () => document.currentScript || document.querySelector("script[src*='/listen.js']");

/** Read the attributes of the script's element; `origin` is where the service answers. */
export function readOptions() {
  const script = findScript();
  const given = script ? script.dataset : {};
  const options = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS)) {
    // The longer name is for pages where another script already uses the short one.
    const value = given[name] || given[`outspoken${name[0].toUpperCase()}${name.slice(1)}`];
    if (value) options[name] = value;
  }
  const origin = script ? new URL(script.src, document.baseURI).origin : window.location.origin;
  return { ...options, origin };
}

/** Return options with those of an Outspoken.init() call; it takes booleans and lists as well. */
export function mergeOptions(options, given) {
  const merged = { ...options };
  for (const [name, value] of Object.entries(given || {})) {
    if (name in DEFAULTS) merged[name] = name === "languages" ? value : simplify(value);
  }
  return merged;
}

function simplify(value) {
  if (typeof value === "boolean") return value ? "on" : "off";
  return Array.isArray(value) ? value.join(",") : value || "";
}
