// Elements of the widget's own, made without markup: a strict page lets no text become HTML.

const SVG = "http://www.w3.org/2000/svg";

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

/** Make the picture of an outline 24 units wide; its meaning stands in the name of its button. */
export function makeIcon(outline) {
  const icon = document.createElementNS(SVG, "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  icon.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", outline);
  icon.append(path);
  return icon;
}

/** Show another picture in an icon. */
export const drawIcon = (icon, outline) => icon.firstChild.setAttribute("d", outline);

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
