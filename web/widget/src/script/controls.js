// Form controls: what each is called, what to do with it, what it holds.
import { readOptions, readPosition } from "./options.js";
import { GROUPS, fieldKind, isButton, isTrue } from "./roles.js";
import { readValue } from "./values.js";

const WHAT_TO_DO = {
  search: "write_search",
  email: "write_email",
  tel: "write_telephone",
  number: "write_number",
  url: "write_url",
  password: "write_password",
  date: "pick_date",
  time: "pick_time",
  "datetime-local": "pick_datetime",
  month: "pick_month",
  week: "pick_week",
  color: "pick_colour",
  range: "pick_on_scale",
  checkbox: "tick",
  switch: "switch",
  tablist: "choose_tab",
};
const WITH_OPTIONS = new Set(["select", "listbox", "tablist", "combobox"]);

/** Says the controls of one page. */
export class Controls {
  constructor(page, names, choices) {
    this.page = page;
    this.names = names;
    this.choices = choices;
  }

  /** What is said at a field or button. */
  read(control) {
    if (isButton(control)) return this.readButton(control);
    const choices = this.choices.of(control);
    const isChoice = choices.length > 1 || fieldKind(control) === "radio";
    return isChoice ? this.readChoice(control, choices) : this.readField(control);
  }

  /** The question that a group of fields answers, with its hint and error. */
  readGroup(group) {
    const named = this.names.name(group, "legend");
    return [...named, ...this.names.describe(group, named)];
  }

  /** One radio button or tick box: its text, its place, whether it is chosen, and its hints. */
  readOption(control) {
    const choices = this.choices.of(control);
    const named = this.names.name(control, "option");
    const number = choices.indexOf(control) + 1;
    return [
      ...named,
      ...(choices.length > 1 ? [readPosition(this.page, control, number, choices.length)] : []),
      ...(isChecked(control) ? [this.answer(control, "chosen")] : []),
      ...this.sayIf(isDisabled(control), control, "disabled"),
      ...this.names.describe(control, named),
    ];
  }

  readChoice(control, choices) {
    const options = this.readOption(control);
    if (control !== choices[0]) return options;
    const role = fieldKind(control) === "radio" ? "choose_one" : "choose_any";
    const group = control.closest(GROUPS);
    const needsAnswer = choices.some(isRequired) || (group !== null && isRequired(group));
    return [
      this.page.phrase(control, role, "role"),
      ...this.sayIf(needsAnswer, control, "required"),
      ...options,
    ];
  }

  readButton(button) {
    const own = this.names.name(button, "button");
    const added = { submit: "send", image: "send", reset: "clear" }[button.type];
    const isUnnamed = !own.length && button.localName === "input" && added;
    const named = isUnnamed ? [this.page.phrase(button, added, "button")] : own;
    const isPressed = isTrue(button, "aria-pressed") ? "switched_on" : "switched_off";
    const isOpen = readExpanded(button);
    return [
      ...named,
      ...this.names.describe(button, named),
      ...this.sayIf(button.getAttribute("aria-pressed"), button, isPressed),
      ...this.sayIf(isOpen !== null, button, isOpen ? "expanded" : "collapsed"),
      ...this.sayIf(isDisabled(button), button, "disabled"),
    ];
  }

  readField(field) {
    const kind = fieldKind(field);
    const named = this.names.name(field, kind === "tablist" ? "legend" : "label");
    const described = this.names.describe(field, named);
    const isTold = described.some((item) => item.kind === "error");
    return [
      ...named,
      ...described,
      this.page.phrase(field, chooseRole(field, kind), "role"),
      ...this.sayIf(isRequired(field), field, "required"),
      ...(isWrong(field, kind) && !isTold ? [this.answer(field, "invalid")] : []),
      ...this.sayIf(isReadOnly(field), field, "read_only"),
      ...this.sayIf(isDisabled(field), field, "disabled"),
      ...this.readAnswer(field, kind),
    ];
  }

  /** What can be answered, and what has been. */
  readAnswer(field, kind) {
    const { page } = this;
    if (kind === "checkbox" || kind === "switch") return this.readTick(field, kind);
    const value = readValue(page, field);
    return [
      ...(kind === "range" ? [this.readLimits(field)] : []),
      ...(value.length ? [page.phrase(field, "value", "state"), ...value] : []),
      ...(WITH_OPTIONS.has(kind) ? readOptions(page, this.names, field) : []),
    ];
  }

  readTick(field, kind) {
    if (kind === "switch") {
      return [this.answer(field, isChecked(field) ? "switched_on" : "switched_off")];
    }
    const isPartly = field.indeterminate || field.getAttribute("aria-checked") === "mixed";
    if (isPartly) return [this.answer(field, "partly_ticked")];
    return isChecked(field) ? [this.answer(field, "ticked")] : [];
  }

  /** The ends of a scale, which are text of the page. */
  readLimits(field) {
    const [low, high] = field.localName === "input" ? ["min", "max"] : ["aria-valuemin", "aria-valuemax"];
    const { text, lang } = this.page.phrase(field, "limits", "hint", {
      low: field.getAttribute(low) || 0,
      high: field.getAttribute(high) || 100,
    });
    return this.page.item(text, "hint", field, { ...this.page.delivery(field), lang, sayAs: "", key: "" });
  }

  sayIf(condition, element, key) {
    return condition ? [this.page.phrase(element, key, "state")] : [];
  }

  /** A state that tells what has been answered is as private as a text that was written. */
  answer(element, key) {
    return { ...this.page.phrase(element, key, "state"), private: true };
  }
}

function chooseRole(field, kind) {
  const isSeveral = field.multiple || isTrue(field, "aria-multiselectable");
  if (kind === "select" || kind === "listbox") {
    return isSeveral ? "choose_several_from_list" : "choose_from_list";
  }
  if (kind === "file") return isSeveral ? "choose_files" : "choose_file";
  if (kind === "combobox") return field.localName === "input" ? "write_or_choose" : "choose_from_list";
  return WHAT_TO_DO[kind] || "write";
}

const isChecked = (control) =>
  control.localName === "input" ? control.checked : isTrue(control, "aria-checked");

const isRequired = (element) =>
  element.hasAttribute("required") || isTrue(element, "aria-required");

const isReadOnly = (field) => field.hasAttribute("readonly") || isTrue(field, "aria-readonly");

const isDisabled = (control) => control.matches(":disabled") || isTrue(control, "aria-disabled");

/** Whether the page or the browser refuses the answer; one that is missing is not wrong yet. */
function isWrong(field, kind) {
  const told = field.getAttribute("aria-invalid");
  if (told) return told !== "false";
  const { validity, form } = field;
  if (!validity || kind === "checkbox" || (form && form.noValidate)) return false;
  return !validity.valid && !validity.valueMissing && field.willValidate;
}

function readExpanded(button) {
  if (button.localName === "summary") return button.parentElement.open;
  const expanded = button.getAttribute("aria-expanded");
  return expanded === "true" || expanded === "false" ? expanded === "true" : null;
}
