// The text that the person has marked in the page.

/** Tell whether text of the areas is marked. */
export function hasSelection(areas) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.toString().trim()) return false;
  const range = selection.getRangeAt(0);
  return areas.some((area) => range.intersectsNode(area));
}

// What is shown as text; the words that are added for listeners cannot be marked.
const SHOWN = ["heading", "text", "legend", "label", "hint", "error", "link", "button", "option"];

/** Cut items down to what is marked of them. */
export function keepSelected(items) {
  const range = document.getSelection().getRangeAt(0).cloneRange();
  return items.flatMap((item) => {
    const { target, kind } = item;
    if (!target || !SHOWN.includes(kind) || !range.intersectsNode(target)) return [];
    const text = cut(range, target);
    if (!text) return [];
    return text === readText(target) ? [item] : [{ ...item, text, say_as: undefined, key: undefined }];
  });
}

const tidy = (text) => text.replace(/\s+/g, " ").trim();
const readText = (element) => tidy(element.textContent);

function cut(range, element) {
  const part = document.createRange();
  part.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
    part.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) {
    part.setEnd(range.endContainer, range.endOffset);
  }
  return tidy(part.toString());
}
