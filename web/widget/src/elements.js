// Elements of the widget's own, made without markup: a strict page lets no text become HTML.

/**
 * Make an element with attributes (true is an empty one; null and false are left out; a function
 * listens, as in `onclick`) and children, of which null and false are left out as well.
 */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) set(element, name, attributes[name]);
  element.append(...children.filter(Boolean));
  return element;
}

export function set(element, name, value) {
  if (typeof value == "function") element[name] = value;
  else if (value || value === "") element.setAttribute(name, value === true ? "" : value);
}

/** Make a button with a picture of listen.css; `word` is shown, else `name` is read alone. */
export function makeButton(picture, onclick, word, name) {
  const attributes = { type: "button", class: word ? "" : "icon", "aria-label": name, title: !word && name, onclick };
  return make("button", attributes, picture && make("i", { class: picture }), word && make("span", {}, word));
}

/** Make a named group of elements. */
export const makeGroup = (className, name, ...children) =>
  make("div", { class: className, role: "group", "aria-label": name }, ...children);

/** Make a host of the widget in somebody's page; nobody's reader or names go into it. */
export function makeHost(name) {
  const host = make(`outspoken-${name}`, { "data-outspoken-skip": true });
  host.attachShadow({ mode: "open" });
  return host;
}

/** Tell whether a node is an element of the widget. */
export const isOurs = (node) => /^OUTSPOKEN-/.test(node.nodeName);

/** The text of something with single spaces. */
export const tidy = (text) => text.replace(/\s+/g, " ").trim();
