// Styles under a strict Content-Security-Policy: a constructed sheet needs no permission but the one
// to fetch its text; browsers without them (Safari before 16.4, Firefox before 101) get a link.
import { make } from "./elements.js";
import { request } from "./network.js";

const PAGE_RULES =
  "::highlight(outspoken){color:#0b0c0c;background-color:#ffec99}@media (forced-colors:active)" +
  "{::highlight(outspoken){color:HighlightText;background-color:Highlight}}";

const canConstruct = "adoptedStyleSheets" in Document.prototype && "replaceSync" in CSSStyleSheet.prototype;

function construct(rules) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  return sheet;
}

const pageSheet = canConstruct && construct(PAGE_RULES);

/** Load the look of the widget; resolves with what gives it to a shadow root. */
export async function loadLook(origin) {
  const address = `${origin}/listen.css`;
  if (!canConstruct) return (root) => root.append(make("link", { rel: "stylesheet", href: address }));
  const response = await request(address);
  const sheet = construct(await response.text());
  return (root) => adopt(root, sheet);
}

/** Make the rule for what is being spoken known in a document, or in a shadow root of a page. */
export function dressHighlight(root) {
  // Whoever has highlights has constructed sheets.
  if (pageSheet && !root.adoptedStyleSheets.includes(pageSheet)) adopt(root, pageSheet);
}

const adopt = (root, sheet) => (root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]);
