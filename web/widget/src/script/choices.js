// Which radio buttons or tick boxes answer one question.
import { FIELDS, GROUPS, fieldKind, isField } from "./roles.js";

export class Choices {
  constructor(page) {
    this.page = page;
    this.indexed = new Set();
    this.members = new Map();
  }

  /** The boxes of a box's question in their order, which is itself alone for other fields. */
  of(control) {
    const root = control.getRootNode();
    if (!this.indexed.has(root)) {
      this.indexed.add(root);
      this.index(root);
    }
    return this.members.get(control) || [control];
  }

  /** Join radio buttons by name; tick boxes by name, else by a group that holds only them. */
  index(root) {
    const byName = new Map();
    const byGroup = new Map();
    for (const field of root.querySelectorAll(FIELDS)) {
      if (!isField(field) || !this.page.isShown(field)) continue;
      const group = field.closest(GROUPS);
      if (group) enlist(byGroup, group, "", field);
      const kind = fieldKind(field);
      if (kind !== "radio" && kind !== "checkbox") continue;
      const form = field.form || field.closest("form") || root;
      // Without a name or a group, a box is a question of its own.
      const owner = field.name ? form : group || field;
      enlist(byName, owner, `${kind} ${field.name || ""}`, field);
    }
    this.join(byName, () => true);
    this.join(byGroup, (fields) => fields.every((field) => fieldKind(field) === "checkbox"));
  }

  join(lists, isQuestion) {
    for (const named of lists.values()) {
      for (const fields of named.values()) {
        if (isQuestion(fields)) fields.forEach((field) => this.members.set(field, fields));
      }
    }
  }
}

function enlist(lists, owner, name, field) {
  if (!lists.has(owner)) lists.set(owner, new Map());
  const named = lists.get(owner);
  if (!named.has(name)) named.set(name, []);
  named.get(name).push(field);
}
