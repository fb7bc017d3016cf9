// Running text: what lies between two breaks is gathered as pieces, then made into items.
// A piece is {text, element, link}: a stretch of text, whose it is, and the link it belongs to.
import { clean, collapse, isSpoken } from "./text.js";

const CLOSING = /^[!'),.:;?\]}’”»›…%。，、；：？！）」』”،؛؟]+/;
const SENTENCE_END = /[.!?。！？؟…]\s*$/;

/** Text gathered up to the next break. */
export class Run {
  constructor(page, pieces = []) {
    this.page = page;
    this.pieces = pieces;
    this.isBroken = false;
  }

  add(text, element, link) {
    this.pieces.push({ text, element, link });
    if (text.trim()) this.isBroken = false;
  }

  /** Put punctuation after what was said last, unless a sentence has ended there. */
  separate(separator) {
    const { text, element } = this.pieces[this.pieces.length - 1];
    this.pieces.push({ text: SENTENCE_END.test(text) ? " " : separator, element });
  }

  /** Note a line break, which is a space; return whether it is the second in a row. */
  breakLine(element) {
    const isSecond = this.isBroken;
    this.pieces.push({ text: " ", element });
    this.isBroken = true;
    return isSecond;
  }

  /**
   * What was gathered as items of `kind`; the run begins anew. Links that stand alone are items
   * of kind link; one in the middle of a sentence stays in it.
   */
  take(kind) {
    const { page, pieces } = this;
    this.pieces = [];
    this.isBroken = false;
    if (kind !== "text" || !areLinks(pieces)) return layOut(page, pieces, kind);
    const links = new Set(pieces.map((piece) => piece.link).filter(Boolean));
    return [...links].flatMap((link) => takeLink(page, pieces, link));
  }
}

function takeLink(page, pieces, link) {
  const items = layOut(page, pieces.filter((piece) => piece.link === link), "link");
  const current = link.getAttribute("aria-current");
  const isCurrent = items.length && current && current !== "false";
  return isCurrent ? [...items, page.phrase(link, "current", "state")] : items;
}

const areLinks = (pieces) =>
  pieces.some(({ link, text }) => link && isSpoken(text)) &&
  !pieces.some(({ link, text }) => !link && isSpoken(text.replace(/\|/g, "")));

/** Items of `kind`: a change of language or hint begins one of its own. */
export function layOut(page, pieces, kind) {
  const parts = [];
  for (const piece of pieces) {
    const last = parts[parts.length - 1];
    const delivery = page.delivery(piece.element);
    if (last && (!piece.text.trim() || last.delivery.signature === delivery.signature)) {
      last.pieces.push(piece);
    } else if (piece.text.trim()) parts.push({ delivery, pieces: [piece] });
  }
  return parts.reduce((items, part) => append(page, items, part, kind), []);
}

/** Punctuation that closes a sentence belongs to what precedes it, in whichever language. */
function append(page, items, { delivery, pieces }, kind) {
  const text = clean(pieces.map((piece) => piece.text).join(""));
  const last = items[items.length - 1];
  const rest = last ? text.replace(CLOSING, "") : text;
  if (last && !last.say_as && !last.key) last.text += text.slice(0, text.length - rest.length);
  const said = collapse(rest);
  if (isSpoken(said)) items.push(page.item(said, kind, findTarget(pieces), delivery));
  return items;
}

/** The smallest element that holds all of the pieces. */
function findTarget(pieces) {
  const elements = pieces.filter((piece) => piece.text.trim()).map((piece) => piece.element);
  const last = elements[elements.length - 1];
  let target = elements[0];
  while (!target.contains(last) && target.parentElement) target = target.parentElement;
  return target.contains(last) ? target : elements[0];
}
