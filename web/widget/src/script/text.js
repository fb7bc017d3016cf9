// Text as it is said: without what makes no sound, and whether anything is left.

// Controls, soft hyphens, direction marks, the glyphs of icon fonts, and halves of a character.
const SILENT =
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ue000-\uf8ff\ufeff\ud800-\udfff]/gu;
// A no-break space stays, because it holds numbers such as "1 234,50" together.
const SPACES = /[ \t\n\v\f\r\x85\u2028\u2029]+/g;

/** Text without the characters that make no sound. */
export const clean = (text) => text.replace(SILENT, "");

/** Text as it is said, with white space as a page shows it: one space for each run. */
export const collapse = (text) => clean(text).replace(SPACES, " ").trim();

/** Whether there is a letter, a mark, a digit or a symbol such as an emoji. */
export const isSpoken = (text) => /[\p{L}\p{M}\p{N}\p{S}]/u.test(text);

/** An attribute without white space around it; empty where there is none. */
export const read = (element, name) => (element.getAttribute(name) || "").trim();

/** The words of an attribute, each once. */
export const readWords = (element, name) => [
  ...new Set(read(element, name).split(/\s+/).filter(Boolean)),
];
