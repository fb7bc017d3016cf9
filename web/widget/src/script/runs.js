// Running text: what lies between two breaks is gathered as pieces, then made into items.
// A piece is {text, element, link}: a stretch of text, whose it is, and the link it belongs to.
import { deliveryOf, isAlike, makeItem, sayStates } from "./items.js";
import { clean, collapse, isSpoken, read } from "./text.js";

const CLOSING = /^[!'),.:;?\]}’”»›…%。，、；：？！）」』”،؛؟]+/;
const SENTENCE_END = /[.!?。！？؟…]\s*$/;

/** Put punctuation after what was said last, unless a sentence has ended there. */
export function separate(pieces, separator) {
  const { text, element } = pieces[pieces.length - 1];
  pieces.push({ text: SENTENCE_END.test(text) ? " " : separator, element });
}

/**
 * Pieces as items of text. Links that stand alone are items of kind link; one in the middle of a
 * sentence stays in it.
 */
export function layOutText(page, pieces) {
  const links = new Set(
    pieces.filter(({ text, link }) => link && isSpoken(text)).map(({ link }) => link),
  );
  const isMixed = pieces.some(({ text, link }) => !link && isSpoken(text.replace(/\|/g, "")));
  if (isMixed || !links.size) return layOut(page, pieces, "text");
  return [...links].flatMap((link) => [
    ...layOut(
      page,
      pieces.filter((piece) => piece.link === link),
      "link",
    ),
    ...sayStates(page, link, { current: /^(?!false)./.test(read(link, "aria-current")) }),
  ]);
}

/** Pieces as items of `kind`: a change of language or hint begins one of its own. */
export function layOut(page, pieces, kind) {
  const parts = [];
  for (const piece of pieces) {
    const last = parts[parts.length - 1];
    const isSilent = !piece.text.trim();
    const delivery = deliveryOf(page, piece.element);
    if (last && (isSilent || isAlike(last.delivery, delivery))) last.pieces.push(piece);
    else if (!isSilent) parts.push({ delivery, pieces: [piece] });
  }
  return parts.reduce((items, part) => append(items, part, kind), []);
}

/** Punctuation that closes a sentence belongs to what precedes it, in whichever language. */
function append(items, { delivery, pieces }, kind) {
  const text = clean(pieces.map((piece) => piece.text).join(""));
  const last = items[items.length - 1];
  const [closing] = (last && text.match(CLOSING)) || [""];
  if (last && !last.say_as && !last.key) last.text += closing;
  const said = collapse(text.slice(closing.length));
  if (isSpoken(said)) items.push(makeItem(said, kind, findTarget(pieces), delivery));
  return items;
}

/** The smallest element that holds all of the pieces. */
function findTarget(pieces) {
  const elements = pieces.filter((piece) => piece.text.trim()).map((piece) => piece.element);
  const last = elements[elements.length - 1];
  let target = elements[0];
  while (target && !target.contains(last)) target = target.parentElement;
  return target || elements[0];
}
