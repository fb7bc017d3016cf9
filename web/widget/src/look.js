// Styles under a strict Content-Security-Policy: a constructed sheet needs no permission but the one
// to fetch its text; browsers without them (Safari before 16.4, Firefox before 101) get a link.
import { make } from "./elements.js";
import { request } from "./network.js";
import { options, origin } from "./options.js";

const HIGHLIGHT =
  "::highlight(outspoken){color:#0b0c0c;background:#ffec99}@media (forced-colors:active)" +
  "{::highlight(outspoken){color:HighlightText;background:Highlight}}";

/** Tell whether styles can be made without a link. */
export const canConstruct = "adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype;
let look;
let pageLook;

function construct(rules) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  return sheet;
}

const adopt = (root, sheet) => (root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]);
const getAddress = () => `${origin}/listen.css`;

/** Load the look of the widget. */
export async function loadLook() {
  if (canConstruct && !look) look = construct(await (await request(getAddress())).text());
}

/** Give a host the widget's look, in the institution's colours. */
export function dress(host) {
  for (const name of ["colour", "paper"]) {
    if (options[name]) host.style.setProperty(`--outspoken-${name}`, options[name]);
  }
  if (look) host.shadowRoot.adoptedStyleSheets = [look];
  else host.shadowRoot.append(make("link", { rel: "stylesheet", href: getAddress() }));
}

/** Make the rule for what is being spoken known in a document, or in a shadow root of a page. */
export function dressHighlight(root) {
  // Whoever has highlights has constructed sheets.
  pageLook = pageLook || construct(HIGHLIGHT);
  if (!root.adoptedStyleSheets.includes(pageLook)) adopt(root, pageLook);
}
