// Everything on a page that can be listened to, each as a scope for the player.
import { keepSection, listAreas, listDocuments, listHeadings } from "./areas.js";
import { collectDocument } from "./documents.js";
import { tidy } from "./elements.js";
import { options } from "./options.js";
import { collect, collectOption, collectQuestion, listQuestions } from "./script/index.js";
import { stepOut } from "./script/places.js";
import { keepSelected } from "./selection.js";
import { session } from "./service.js";
import { catalog, phrase, show, speak } from "./words.js";

/** What script/index.js has to know of the page. */
const getContext = () => ({
  words: phrase,
  wordsLang: catalog.locale,
  publicPage: session.public,
  skip: options.skip,
  privateSelector: options.private,
});

const makeScope = (kind, owner, title, read) => ({ kind, owner, title, collect: read });

/** What is said of an element, as it is now. */
export const readElement = (element) => collect(element, getContext());
const readPage = () => listAreas().flatMap(readElement);

export const getPage = () => makeScope("page", document, show("whole_page"), readPage);

export const getSelected = (owner) => {
  const items = keepSelected(readPage());
  return makeScope("selection", owner, show("selection"), () => items);
};

/** Something that the player says of its own accord. */
export const getOwn = (owner, keys, from) =>
  makeScope("own", owner, show("player"), () => keys.map((key) => speak(key, from)));

/** List what gets a button, as [scope, the element after which it stands, whether it is small]. */
export function listScopes() {
  const areas = listAreas();
  const headings = areas.map(listHeadings);
  const title = headings.flat().find((heading) => heading.matches("h1"));
  return [
    [getPage(), title && stepOut(title)],
    ...areas.flatMap((area, index) => [
      ...listSections(area, headings[index], title),
      ...listAsked(area),
      ...listDocuments(area).map(getDocument),
    ]),
  ];
}

function listSections(area, headings, title) {
  // The text of an area without a heading may be a member's own, so it lends no title.
  const name = area.getAttribute("aria-label") || show("this_part");
  if (!headings.length) return [[makeScope("section", area, name, () => readElement(area))]];
  return headings.filter((heading) => heading != title).map((heading) => {
    const read = () => keepSection(readElement(area), heading, listHeadings(area));
    return [makeScope("section", heading, tidy(heading.textContent), read), stepOut(heading)];
  });
}

function listAsked(area) {
  return listQuestions(area, getContext()).flatMap(({ control, group, after, name, options }) => {
    const read = () => collectQuestion(control, getContext());
    const choices = options.length > 1 ? options : [];
    return [[makeScope("question", group || control, name, read), after], ...choices.map(getOption)];
  });
}

// A control that answers alone owns its question: as one of its options it is something else.
const optionOwners = new WeakMap();

function ownOption(control) {
  if (!optionOwners.has(control)) optionOwners.set(control, { control });
  return optionOwners.get(control);
}

function getOption({ control, name, after }) {
  const read = () => collectOption(control, getContext());
  return [makeScope("option", ownOption(control), name, read), after, true];
}

const getDocument = (link) => {
  const read = (signal) => collectDocument(link, signal);
  return [makeScope("document", link, tidy(link.textContent), read), stepOut(link)];
};
