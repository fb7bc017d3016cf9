// The options of a list: what each is called, where it stands, and whether it is chosen.
import { gather } from "./gather.js";
import { isTrue, roleOf } from "./roles.js";
import { layOut } from "./runs.js";

/** The items of a select, a list, a row of tabs, or the suggestions for a field. */
export function readOptions(page, names, control) {
  const listed = listSources(page, control).flatMap((source) => [...page.descendants(source)]);
  const named = new Map(
    listed
      .filter((element) => isOption(element) && !isDisabled(element))
      .map((option) => [option, nameOption(page, names, option)])
      .filter(([, name]) => name.length),
  );
  let number = 0;
  return listed.flatMap((element) => {
    if (named.has(element)) {
      number += 1;
      return readOption(page, element, named.get(element), [number, named.size]);
    }
    if (element.localName === "optgroup") return page.attribute(element, element.label, "legend");
    return roleOf(element) === "group" ? names.name(element, "legend") : [];
  });
}

/** Where an option stands among others, which it may know better itself. */
export function readPosition(page, element, number, total) {
  return page.phrase(element, "position", "position", {
    number: element.getAttribute("aria-posinset") || number,
    total: element.getAttribute("aria-setsize") || total,
  });
}

/** The lists that a field opens and that are open now. */
export function listPopups(page, control) {
  if (roleOf(control) !== "combobox") return [];
  const named = ["aria-controls", "aria-owns"].flatMap((name) => page.referenced(control, name));
  return named.filter((popup) => page.isShown(popup));
}

function listSources(page, control) {
  const suggestions = control.localName === "input" && control.list;
  return [control, ...(suggestions ? [suggestions] : []), ...listPopups(page, control)];
}

function readOption(page, element, named, [number, total]) {
  const items = [...named, readPosition(page, element, number, total)];
  if (!isChosen(element)) return items;
  if (roleOf(element) === "tab") return [...items, page.phrase(element, "selected_tab", "state")];
  return [...items, { ...page.phrase(element, "chosen", "state"), private: true }];
}

function nameOption(page, names, option) {
  if (option.localName !== "option") return names.name(option, "option");
  const label = page.attribute(option, option.getAttribute("label"), "option");
  const said = label.length ? label : layOut(page, gather(page, option), "option");
  return said.length ? said : page.attribute(option, option.value, "option");
}

const isOption = (element) =>
  element.localName === "option" || ["option", "tab"].includes(roleOf(element));

const isDisabled = (option) => option.matches(":disabled") || isTrue(option, "aria-disabled");

/** Whether an option is chosen; one without a value only asks to choose. */
function isChosen(option) {
  if (option.localName !== "option") {
    return isTrue(option, "aria-selected") || isTrue(option, "aria-checked");
  }
  return option.selected && option.closest("select") !== null && option.getAttribute("value") !== "";
}
