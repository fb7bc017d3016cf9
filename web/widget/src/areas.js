// The parts of a page that are read, and their sections: a heading and what stands under it.
import { isOurs } from "./elements.js";

const HEADINGS = "h1,h2,h3,h4,h5,h6,[role=heading]";
const DOCUMENTS = "a[href$='.pdf' i],a[href][type='application/pdf']";
const SKIPPED = "[data-outspoken-skip]";

/** Find elements by ids and selectors, separated by commas. */
function findAll(wanted) {
  return wanted.split(",").flatMap((part) => {
    const byId = document.getElementById(part.trim());
    if (byId) return [byId];
    try {
      return [...document.querySelectorAll(part)];
    } catch {
      window.console.error(`Outspoken: "${part}" in areas is neither an id nor a selector.`);
      return [];
    }
  });
}

/** The outermost elements that are read, in the order of the page. */
export function listAreas(options) {
  const chosen = options.areas ? findAll(options.areas) : [...document.querySelectorAll("[data-outspoken]")];
  const main = document.querySelector("main,[role=main]");
  const areas = chosen.length ? chosen : [main || document.body];
  return areas.filter((area) => !areas.some((other) => other !== area && other.contains(area)));
}

const isRead = (element, options) =>
  !isOurs(element) && !element.closest(options.skip ? `${SKIPPED},${options.skip}` : SKIPPED);

/** The headings of an area that begin a section; the page's own first h1 stands for the page. */
export function listHeadings(area, options) {
  return [...area.querySelectorAll(HEADINGS)].filter((heading) => isRead(heading, options));
}

/** Links of an area to a PDF of the page's own site: others cannot be fetched from here. */
export function listDocuments(area, options) {
  return [...area.querySelectorAll(DOCUMENTS)].filter(
    (link) => isRead(link, options) && link.origin === window.location.origin,
  );
}

const getLevel = (heading) => Number(heading.getAttribute("aria-level") || heading.tagName[1]) || 2;

/** Keep the items of a heading's section: up to the next heading that is as high or higher. */
export function keepSection(items, heading, headings) {
  const end = headings.find((other) => follows(other, heading) && getLevel(other) <= getLevel(heading));
  return items.filter(({ target }) => {
    if (!target || !(heading.contains(target) || follows(target, heading))) return false;
    return !end || !(end.contains(target) || follows(target, end));
  });
}

const follows = (node, other) =>
  Boolean(other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
