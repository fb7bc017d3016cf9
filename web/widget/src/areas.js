// The parts of a page that are read, and their sections: a heading and what stands under it.
import { options } from "./options.js";
import { follows } from "./script/page.js";

const HEADINGS = "h1,h2,h3,h4,h5,h6,[role=heading]";
const DOCUMENTS = "a[href$='.pdf' i],a[href][type='application/pdf']";

const query = (within, selector) => [...within.querySelectorAll(selector)];

/** Find elements by an id or a selector. */
function find(wanted) {
  const byId = document.getElementById(wanted.trim());
  try {
    return byId ? [byId] : query(document, wanted);
  } catch {
    console.error("Outspoken: neither an id nor a selector", wanted);
    return [];
  }
}

/** The outermost elements that are read, in the order of the page. */
export function listAreas() {
  const chosen = options.areas ? options.areas.split(",").flatMap(find) : query(document, "[data-outspoken]");
  const areas = chosen.length ? chosen : [document.querySelector("main,[role=main]") || document.body];
  return areas.filter((area) => !areas.some((other) => other != area && other.contains(area)));
}

const listRead = (area, selector) =>
  query(area, selector).filter((one) => !one.closest(`[data-outspoken-skip]${options.skip && `,${options.skip}`}`));

/** The headings of an area. */
export const listHeadings = (area) => listRead(area, HEADINGS);

/** Links of an area to a PDF of the page's own site: others cannot be fetched from here. */
export const listDocuments = (area) => listRead(area, DOCUMENTS).filter((link) => link.origin == location.origin);

const getLevel = (heading) => +(heading.getAttribute("aria-level") || heading.tagName[1]) || 2;
const begins = (heading, target) => heading.contains(target) || follows(target, heading);

/** Keep the items of a heading's section: up to the next heading that is as high or higher. */
export function keepSection(items, heading, headings) {
  const end = headings.find((other) => follows(other, heading) && getLevel(other) <= getLevel(heading));
  return items.filter(({ target }) => begins(heading, target) && !(end && begins(end, target)));
}
