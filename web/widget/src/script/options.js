// The options of a list: what each is called, where it stands, and whether it is chosen.
import { gather } from "./gather.js";
import { sayAttribute, sayPhrase, sayStates } from "./items.js";
import { sayName } from "./names.js";
import { isShown, listInside, listReferenced } from "./page.js";
import { isTrue, roleOf } from "./roles.js";
import { layOut } from "./runs.js";
import { read } from "./text.js";

/** The items of a select, a list, a row of tabs, or the suggestions for a field. */
export function sayOptions(page, control) {
  const sources = [control, control.list, ...listPopups(page, control)].filter(Boolean);
  const listed = sources.flatMap((source) => listInside(page, source));
  const names = new Map();
  for (const option of listed.filter(isOffered)) {
    const name = nameOption(page, option);
    if (name.length) names.set(option, name);
  }
  let number = 0;
  return listed.flatMap((element) => {
    const name = names.get(element);
    if (!name) return sayHeader(page, element);
    number += 1;
    return [
      ...name,
      sayPosition(page, element, number, names.size),
      ...sayStates(page, element, {
        [roleOf(element) === "tab" ? "selected_tab" : "chosen"]: isChosen(element),
      }),
    ];
  });
}

/** Where an option stands among others, which it may know better itself. */
export function sayPosition(page, element, number, total) {
  return sayPhrase(page, element, "position", "position", {
    number: read(element, "aria-posinset") || number,
    total: read(element, "aria-setsize") || total,
  });
}

/** The lists that a field opens and that are open now. */
export const listPopups = (page, control) =>
  roleOf(control) === "combobox"
    ? [...listReferenced(control, "aria-controls"), ...listReferenced(control, "aria-owns")].filter(
        (popup) => isShown(page, popup),
      )
    : [];

function sayHeader(page, element) {
  if (element.localName === "optgroup") return sayAttribute(page, element, element.label, "legend");
  return roleOf(element) === "group" ? sayName(page, element, "legend") : [];
}

function nameOption(page, option) {
  if (option.localName !== "option") return sayName(page, option, "option");
  const label = sayAttribute(page, option, read(option, "label"), "option");
  const said = label.length ? label : layOut(page, gather(page, option), "option");
  return said.length ? said : sayAttribute(page, option, option.value, "option");
}

// In a list that cannot be changed now all the same, as what is chosen is one of them.
const isOffered = (element) =>
  (element.localName === "option" || /^(option|tab)$/.test(roleOf(element))) &&
  !element.matches("[disabled],optgroup[disabled] *,[aria-disabled=true i]");

/** Whether an option is chosen; one without a value only asks to choose. */
function isChosen(option) {
  if (option.localName !== "option") {
    return isTrue(option, "aria-selected") || isTrue(option, "aria-checked");
  }
  return option.selected && option.closest("select") && option.getAttribute("value") !== "";
}
