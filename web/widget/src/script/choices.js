// Which radio buttons or tick boxes answer one question.
import { enlist, isShown, recall } from "./page.js";
import { FIELDS, GROUPS, fieldKind, isField } from "./roles.js";

/** The group around a field, whose question it answers. */
export const groupOf = (page, field) => recall(page, "group", field, findGroup);

const findGroup = (page, field) => field.closest(GROUPS);

/** The boxes of a box's question in their order, itself among them; other fields are alone. */
export function listChoices(page, control) {
  const known = isBox(control)
    ? recall(page, "choices", control.getRootNode(), findChoices).get(control)
    : undefined;
  return known || [control];
}

/** Whether a field is one of the answers to a question. */
export const isChoice = (page, control) =>
  fieldKind(control) === "radio" || listChoices(page, control).length > 1;

/** Join radio buttons by name; tick boxes by name, else by a group that holds only them. */
function findChoices(page, root) {
  const boxes = new Map();
  const groups = new Map();
  for (const field of root.querySelectorAll(FIELDS)) {
    if (!isField(field) || !isShown(page, field)) continue;
    const group = groupOf(page, field);
    if (group) enlist(groups, group, field);
    if (!isBox(field)) continue;
    // Without a name or a group, a box is a question of its own.
    const owner = (field.name && (field.form || field.closest("form") || root)) || group || field;
    enlist(boxes, owner, field);
  }
  const choices = new Map();
  const join = (fields) => fields.forEach((field) => choices.set(field, fields));
  for (const fields of boxes.values()) groupByName(fields).forEach(join);
  for (const fields of groups.values()) if (fields.every(isTick)) join(fields);
  return choices;
}

function groupByName(fields) {
  const named = new Map();
  for (const field of fields) enlist(named, `${fieldKind(field)} ${field.name || ""}`, field);
  return [...named.values()];
}

const isTick = (field) => fieldKind(field) === "checkbox";
const isBox = (field) => isTick(field) || fieldKind(field) === "radio";
