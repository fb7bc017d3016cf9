// Form controls: what each is called, what to do with it, what it holds.
import { groupOf, isChoice, listChoices } from "./choices.js";
import { deliveryOf, makeItem, sayPhrase, sayStates } from "./items.js";
import { sayDescriptions, sayName } from "./names.js";
import { sayOptions, sayPosition } from "./options.js";
import { fieldKind, isButton, isTrue } from "./roles.js";
import { read } from "./text.js";
import { sayValue } from "./values.js";

const WHAT_TO_DO = {
  "datetime-local": "pick_datetime",
  checkbox: "tick",
  color: "pick_colour",
  range: "pick_on_scale",
  switch: "switch",
  tablist: "choose_tab",
  tel: "write_telephone",
};

/** What is said at a field or button. */
export function sayControl(page, control) {
  if (isButton(control)) return sayButton(page, control);
  return isChoice(page, control) ? sayChoice(page, control) : sayField(page, control);
}

/** The question that a group of fields answers, with its hint and error. */
export function sayGroup(page, group) {
  const named = sayName(page, group, "legend");
  return [...named, ...sayDescriptions(page, group, named)];
}

/** One radio button or tick box: its text, its place, whether it is chosen, and its hints. */
export function sayChoiceAlone(page, control) {
  const choices = listChoices(page, control);
  const named = sayName(page, control, "option");
  const number = choices.indexOf(control) + 1;
  return [
    ...named,
    ...(choices.length > 1 ? [sayPosition(page, control, number, choices.length)] : []),
    ...sayStates(page, control, { chosen: isChecked(control), disabled: isDisabled(control) }),
    ...sayDescriptions(page, control, named),
  ];
}

function sayChoice(page, control) {
  const choices = listChoices(page, control);
  const option = sayChoiceAlone(page, control);
  if (control !== choices[0]) return option;
  const role = fieldKind(control) === "radio" ? "choose_one" : "choose_any";
  const group = groupOf(page, control) || control;
  const required = [group, ...choices].some(isRequired);
  return [
    sayPhrase(page, control, role, "role"),
    ...sayStates(page, control, { required }),
    ...option,
  ];
}

function sayButton(page, button) {
  const own = sayName(page, button, "button");
  const added =
    button.localName === "input" && { submit: "send", image: "send", reset: "clear" }[button.type];
  const named = own.length || !added ? own : [sayPhrase(page, button, added, "button")];
  const pressed = read(button, "aria-pressed");
  const expanded =
    button.localName === "summary" ? `${button.parentElement.open}` : read(button, "aria-expanded");
  const toggle = sayStates(page, button, {
    switched_on: pressed === "true",
    switched_off: pressed && pressed !== "true",
  });
  return [
    ...named,
    ...sayDescriptions(page, button, named),
    // It answers no question.
    ...toggle.map((state) => ({ ...state, private: false })),
    ...sayStates(page, button, {
      expanded: expanded === "true",
      collapsed: expanded === "false",
      disabled: isDisabled(button),
    }),
  ];
}

function sayField(page, field) {
  const kind = fieldKind(field);
  const named = sayName(page, field, kind === "tablist" ? "legend" : "label");
  const described = sayDescriptions(page, field, named);
  const isTold = described.some((item) => item.kind === "error");
  return [
    ...named,
    ...described,
    sayPhrase(page, field, chooseRole(field, kind), "role"),
    ...sayStates(page, field, {
      required: isRequired(field),
      invalid: !isTold && isWrong(field, kind),
      read_only: field.hasAttribute("readonly") || isTrue(field, "aria-readonly"),
      disabled: isDisabled(field),
    }),
    ...sayAnswer(page, field, kind),
  ];
}

/** What can be answered, and what has been. */
function sayAnswer(page, field, kind) {
  const isOn = isChecked(field);
  if (kind === "switch") return sayStates(page, field, { switched_on: isOn, switched_off: !isOn });
  if (kind === "checkbox") {
    const isPartly = field.indeterminate || read(field, "aria-checked") === "mixed";
    return sayStates(page, field, { partly_ticked: isPartly, ticked: isOn && !isPartly });
  }
  const value = sayValue(page, field);
  return [
    ...(kind === "range" ? [sayLimits(page, field)] : []),
    ...sayStates(page, field, { value: value.length }),
    ...value,
    ...(/^(select|listbox|tablist|combobox)$/.test(kind) ? sayOptions(page, field) : []),
  ];
}

/** The ends of a scale, which are text of the page. */
function sayLimits(page, field) {
  const { text, lang } = sayPhrase(page, field, "limits", "hint", {
    low: field.min || read(field, "aria-valuemin") || 0,
    high: field.max || read(field, "aria-valuemax") || 100,
  });
  return makeItem(text, "hint", field, { ...deliveryOf(page, field), lang, sayAs: "", key: "" });
}

function chooseRole(field, kind) {
  const isSeveral = field.multiple || isTrue(field, "aria-multiselectable");
  if (/^(select|listbox)$/.test(kind)) {
    return isSeveral ? "choose_several_from_list" : "choose_from_list";
  }
  if (kind === "file") return isSeveral ? "choose_files" : "choose_file";
  if (kind === "combobox")
    return field.localName === "input" ? "write_or_choose" : "choose_from_list";
  if (/^(search|email|number|url|password)$/.test(kind)) return `write_${kind}`;
  if (/^(date|time|month|week)$/.test(kind)) return `pick_${kind}`;
  return WHAT_TO_DO[kind] || "write";
}

const isChecked = (control) =>
  control.localName === "input" ? control.checked : isTrue(control, "aria-checked");

const isRequired = (element) =>
  element.hasAttribute("required") || isTrue(element, "aria-required");

const isDisabled = (control) => control.matches(":disabled") || isTrue(control, "aria-disabled");

/** Whether the page or the browser refuses the answer; one that is missing is not wrong yet. */
function isWrong(field, kind) {
  const told = read(field, "aria-invalid");
  const { validity, form } = field;
  if (told || !validity || kind === "checkbox" || (form && form.noValidate)) {
    return told && told !== "false";
  }
  return !validity.valid && !validity.valueMissing && field.willValidate;
}
