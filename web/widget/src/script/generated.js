// The text that a style sheet adds before or after an element's own.
import { recall } from "./page.js";
import { clean } from "./text.js";

/** What `pseudo`, ::before or ::after, says of an element. */
export const readGenerated = (page, element, pseudo) =>
  page.context.asShown
    ? ""
    : recall(page, pseudo, element, pseudo === "::before" ? readBefore : readAfter);

const readBefore = (page, element) => readStyle(getComputedStyle(element, "::before"));
const readAfter = (page, element) => readStyle(getComputedStyle(element, "::after"));

function readStyle(style) {
  const { content } = style;
  return /["']/.test(content) && style.display !== "none" ? unquote(content) : "";
}

/** The text in a computed `content`: that after a slash is meant for those who listen. */
function unquote(content) {
  let text = "";
  for (const [token, , quoted] of content.matchAll(/(["'])((?:\\.|(?!\1).)*)\1|\s\/\s/g)) {
    text = quoted === undefined && token.trim() ? "" : text + unescape(quoted);
  }
  return clean(text);
}

const unescape = (text) =>
  text.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/gi, (_, code, character) =>
    code ? String.fromCodePoint(parseInt(code, 16)) : character,
  );
