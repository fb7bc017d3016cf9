// The questions of a page, and where a listen button can stand beside each.
import { GROUPS, fieldKind, isField, isGroup, legendOf } from "./roles.js";

const MOST_PARTS = 4;
// A button in one of these would change a name, or press what is around it.
const CLOSED = "label,legend,caption,button,a,summary,option,h1,h2,h3,h4,h5,h6,[role=button],[role=link],[role=heading]";
const CELLS = /^(td|th|li|dd|dt)$/;

/** The different questions under `root` in their order, as `listQuestions` tells them. */
export function findQuestions(reader, root) {
  const seen = new Set();
  const questions = [];
  const fields = [root, ...reader.page.descendants(root)].filter(
    (element) => isField(element) && !reader.page.isInvisible(element),
  );
  for (const field of fields) {
    if (fieldKind(field) === "tablist" || reader.claimed.has(field)) continue;
    const question = findQuestion(reader, field);
    if (!seen.has(question.controls[0])) questions.push(describe(reader, question));
    seen.add(question.controls[0]);
  }
  return questions;
}

/** The controls that answer one question together, and the group that asks it, if there is one. */
export function findQuestion(reader, control) {
  const choices = reader.choices.of(control);
  const group = control.closest(GROUPS);
  const isChoice = choices.length > 1 || fieldKind(control) === "radio";
  if (isChoice) return { controls: choices, group, isChoice };
  const parts = group ? listFields(reader.page, group) : [];
  return isSplit(parts) ? { controls: parts, group } : { controls: [control], group: null };
}

/** The groups around an element, the outermost first; itself, if it is one. */
export function listGroups(element) {
  const groups = [];
  for (let around = element; around; around = around.parentElement || around.getRootNode().host) {
    if (isGroup(around)) groups.unshift(around);
  }
  return groups;
}

/** The fields in a group that are in sight. */
export const listFields = (page, group) =>
  [...page.descendants(group)].filter((one) => isField(one) && !page.isInvisible(one));

/** Whether fields take one answer in short parts, as a date in day, month and year. */
const isSplit = (fields) =>
  fields.length > 1 && fields.length <= MOST_PARTS && fields.every(isShort);

const isShort = (field) =>
  field.localName === "input" &&
  (field.type === "number" ||
    field.getAttribute("inputmode") === "numeric" ||
    /^bday-/.test(field.autocomplete) ||
    (field.maxLength > 0 && field.maxLength <= MOST_PARTS));

function describe(reader, { controls, group, isChoice }) {
  const { page } = reader;
  const [control] = controls;
  const name = (element) => reader.nameInWords(element);
  const asked = group ? listAsked(page, group) : [];
  const parts = asked.length ? asked : controls.flatMap((one) => listParts(page, one));
  const around = asked.length ? group : parts.reduce(joinAround, null);
  const holder = control.closest(GROUPS);
  const names = [holder ? name(holder) : "", group ? "" : name(control)].filter(Boolean);
  return {
    control,
    group,
    after: findPlace(sortLast(parts), around),
    name: names.join(", ") || name(control),
    options: isChoice ? controls.map((option) => ({ control: option, name: name(option) })) : [],
  };
}

/** The legend of a group with the hint and error right below it. */
function listAsked(page, group) {
  const legend = legendOf(group);
  const named = [...(legend ? [legend] : []), ...page.referenced(group, "aria-labelledby")];
  const described = page.referenced(group, "aria-describedby");
  const inside = (element) => element !== group && group.contains(element) && page.isReached(element);
  return named.some(inside) ? [...named, ...described].filter(inside) : [];
}

/** A control with its labels, hints and errors, as far as they are in sight and near it. */
function listParts(page, control) {
  const root = control.getRootNode();
  const names = ["aria-labelledby", "aria-describedby", "aria-errormessage"];
  const form = control.closest("fieldset,form,section,body") || root;
  const told = names.flatMap((name) => page.referenced(control, name));
  return [control, ...page.labels(control), ...told].filter(
    (part) => part.getRootNode() === root && form.contains(part) && page.isReached(part),
  );
}

const joinAround = (around, part) => {
  let joined = around || part.parentNode;
  while (!joined.contains(part) || joined === part) joined = joined.parentNode;
  return joined;
};

const sortLast = (parts) =>
  parts.reduce((last, part) =>
    last.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING ? part : last,
  );

/** The outermost element around `last`, within `around`, behind which a button changes no name. */
function findPlace(last, around) {
  let place = last;
  while (place.parentElement && place.parentNode !== around && !CELLS.test(place.parentElement.localName)) {
    place = place.parentElement;
  }
  for (let outer = place; outer; outer = outer.parentElement) {
    if (outer.matches(CLOSED) || isOutside(outer)) place = outer;
  }
  return place;
}

/** Whether what follows an element would not be shown, because its parent chooses what it shows. */
const isOutside = (element) => {
  const parent = element.parentElement;
  return parent !== null && (parent.shadowRoot !== null || isField(parent));
};
