// Elements of the widget's own, made without markup: a strict page lets no text become HTML.

/**
 * Make an element with attributes (true is an empty one, null and false are left out), listeners
 * (`onclick: function`) and children.
 */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else setAttribute(element, name, value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

/** Set an attribute, or take it away where `value` is null or false. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : value);
}

/** Make a picture by its name in listen.css; its meaning stands in the name of its button. */
export const makeIcon = (name) => make("i", { class: name });

/** Make a host of the widget in somebody's page; nobody's reader or names go into it. */
export function makeHost(name) {
  const host = make(`outspoken-${name}`, { "data-outspoken-skip": true });
  host.attachShadow({ mode: "open" });
  return host;
}

/** Tell whether a node is an element of the widget, or lies in one. */
export function isOurs(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return Boolean(element && element.closest("outspoken-player, outspoken-button"));
}
