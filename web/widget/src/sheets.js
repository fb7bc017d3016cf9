// Styles under a strict Content-Security-Policy: constructed sheets, which need no permission, and
// for browsers without them (Safari before 16.4, Firefox before 101) a linked one.
import pageRules from "./page.css";
import shadowRules from "./shadow.css";

const constructed = new Map();

const canConstruct = () =>
  "adoptedStyleSheets" in Document.prototype && "replaceSync" in CSSStyleSheet.prototype;

function adopt(root, rules) {
  if (!constructed.has(rules)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    constructed.set(rules, sheet);
  }
  const sheet = constructed.get(rules);
  if (!root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}

/** Give one of the widget's shadow roots its look; `origin` is where a linked sheet comes from. */
export function dress(root, origin) {
  if (canConstruct()) return adopt(root, shadowRules);
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = `${origin}/static/built/listen.css`;
  return root.append(link);
}

/** Make the rule for what is being spoken known in a document, or in a shadow root of a page. */
export function dressHighlight(root) {
  // Whoever has highlights has constructed sheets.
  if (canConstruct()) adopt(root, pageRules);
}
