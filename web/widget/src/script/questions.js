// The questions of a page, and where a listen button can stand beside each.
import { groupOf, isChoice, listChoices } from "./choices.js";
import { titleOf } from "./names.js";
import {
  follows,
  isInvisible,
  isReached,
  listLabels,
  listReached,
  listReferenced,
  parentOf,
} from "./page.js";
import { stepOut } from "./places.js";
import { FIELDS, fieldKind, isField, isGroup, legendOf, roleOf } from "./roles.js";
import { read } from "./text.js";
import { watchPassword } from "./values.js";

const MOST_PARTS = 4;
const CELLS = /^(td|th|li|dd|dt)$/;

/** The different questions under `root` in their order, as `listQuestions` tells them. */
export function findQuestions(page, root) {
  const seen = new Set();
  const questions = [];
  for (const field of [root, ...listReached(page, root, FIELDS)].filter(isField)) {
    watchPassword(field);
    const question = findQuestion(page, field);
    const [first] = question.controls;
    const isUseless =
      isInvisible(page, field) || fieldKind(field) === "tablist" || isOpened(page, field);
    if (isUseless || seen.has(first)) continue;
    seen.add(first);
    questions.push(describe(page, question));
  }
  return questions;
}

/** Whether a field is a list that another one opens. */
const isOpened = (page, field) => roleOf(field) === "listbox" && page.claimed.has(field);

/** The controls that answer one question together, and the group that asks it, if there is one. */
export function findQuestion(page, control) {
  const group = groupOf(page, control);
  if (isChoice(page, control)) return { controls: listChoices(page, control), group };
  const parts = group ? listFields(page, group) : [];
  return isSplit(parts) ? { controls: parts, group } : { controls: [control], group: null };
}

/** The groups around an element, the outermost first; itself, if it is one. */
export const listGroups = (element) =>
  element ? [...listGroups(parentOf(element)), ...(isGroup(element) ? [element] : [])] : [];

/** The fields in a group that are in sight. */
export const listFields = (page, group) =>
  listReached(page, group, FIELDS).filter((one) => isField(one) && !isInvisible(page, one));

/** Whether fields take one answer in short parts, as a date in day, month and year. */
const isSplit = (fields) =>
  fields.length > 1 && fields.length <= MOST_PARTS && fields.every(isShort);

const isShort = (field) =>
  field.localName === "input" &&
  (field.type === "number" ||
    read(field, "inputmode") === "numeric" ||
    /^bday-/.test(read(field, "autocomplete")) ||
    (field.maxLength > 0 && field.maxLength <= MOST_PARTS));

function describe(page, { controls, group }) {
  const [control] = controls;
  const asked = group ? listAsked(page, group) : [];
  const parts = asked.length ? asked : controls.flatMap((one) => listParts(page, one));
  const holder = groupOf(page, control);
  const named = [holder, ...(group ? [] : controls)].filter(Boolean);
  const title = named.map((one) => titleOf(page, one));
  const options = isChoice(page, control) ? controls : [];
  return {
    control,
    group,
    after: findPlace(parts, asked.length ? group : findAround(parts)),
    name: title.filter(Boolean).join(", ") || titleOf(page, control),
    options: options.map((option) => ({
      control: option,
      after: stepOut(findLast([option, ...listLabels(page, option)])),
      name: titleOf(page, option),
    })),
  };
}

/** The legend of a group with the hint and error right below it. */
function listAsked(page, group) {
  const isInside = (one) => one && one !== group && group.contains(one) && isReached(page, one);
  const named = [legendOf(group), ...listReferenced(group, "aria-labelledby")].filter(isInside);
  const described = listReferenced(group, "aria-describedby").filter(isInside);
  return named.length ? [...named, ...described] : [];
}

/** A control with its labels, hints and errors, as far as they are in sight and near it. */
function listParts(page, control) {
  const root = control.getRootNode();
  const near = control.closest("fieldset,form,section,body") || root;
  const told = ["aria-labelledby", "aria-describedby", "aria-errormessage"].flatMap((name) =>
    listReferenced(control, name),
  );
  return [control, ...listLabels(page, control), ...told].filter(
    (part) => part.getRootNode() === root && near.contains(part) && isReached(page, part),
  );
}

function findAround(parts) {
  let around = parts[0].parentNode;
  while (!parts.every((part) => part !== around && around.contains(part)))
    around = around.parentNode;
  return around;
}

const findLast = (parts) => parts.reduce((last, part) => (follows(part, last) ? part : last));

/** The outermost element around the last part, behind which a button changes no name. */
function findPlace(parts, around) {
  let place = findLast(parts);
  const isFree = ({ parentElement }) =>
    parentElement && parentElement !== around && !CELLS.test(parentElement.localName);
  while (isFree(place)) place = place.parentElement;
  return stepOut(place);
}
