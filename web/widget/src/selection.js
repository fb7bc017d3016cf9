// The text that the person has marked in the page.
import { tidy } from "./elements.js";

const ADDED = /role|value|state|position/; // Kinds of words that are not shown, nor marked.

const getRange = () => {
  const selection = getSelection();
  return tidy(`${selection}`) && selection.getRangeAt(0);
};

/** Tell whether text of the areas is marked. */
export function hasSelection(areas) {
  const range = getRange();
  return range && areas.some((area) => range.intersectsNode(area));
}

/** Cut items down to what is marked of them. */
export function keepSelected(items) {
  const range = getRange();
  return items.flatMap((item) => {
    const { target, kind, id, lang } = item;
    const isMarked = range && !ADDED.test(kind) && range.intersectsNode(target);
    const text = isMarked && cut(range, target);
    if (!text) return [];
    return text == tidy(target.textContent) ? item : { id, text, lang, kind, private: item.private, target };
  });
}

function cut(range, element) {
  const part = document.createRange();
  part.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return tidy(`${part}`);
}
