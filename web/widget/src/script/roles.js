// What an element is to the person who answers: by its ARIA role, else by its tag and type.
import { findChild } from "./page.js";
import { read, readWords } from "./text.js";

const BUTTON_TYPES = /^(submit|reset|button|image)$/;
const FIELD_TAGS = /^(input|select|textarea)$/;
const KIND_OF_ROLE = {
  checkbox: "checkbox",
  combobox: "combobox",
  listbox: "listbox",
  radio: "radio",
  searchbox: "search",
  slider: "range",
  spinbutton: "number",
  switch: "switch",
  tablist: "tablist",
  textbox: "text",
};
const WITH_SUGGESTIONS = /^(text|search|email|tel|url|number)$/;

/** Matches whatever may be a field. */
export const FIELDS =
  "input,select,textarea,[contenteditable]" +
  Object.keys(KIND_OF_ROLE)
    .map((role) => `,[role~=${role}]`)
    .join("");

/** Matches what `isGroup` tells. */
export const GROUPS = "fieldset,[role~=group],[role~=radiogroup]";

/** The first ARIA role that an element claims. */
export const roleOf = (element) =>
  element.hasAttribute("role") ? (readWords(element, "role")[0] || "").toLowerCase() : "";

/** Whether an ARIA attribute says yes. */
export const isTrue = (element, name) => read(element, name).toLowerCase() === "true";

/** Whether an element is pressed; the summary of a part that opens is. */
export function isButton(element) {
  const { localName, parentElement } = element;
  const role = roleOf(element);
  if (KIND_OF_ROLE[role]) return false;
  if (/^(button|menuitem)$/.test(role) || localName === "button") return true;
  if (localName === "input") return BUTTON_TYPES.test(element.type);
  const isSummary =
    localName === "summary" && parentElement && parentElement.localName === "details";
  return Boolean(isSummary) && findChild(parentElement, "summary") === element;
}

/** Whether an element is answered: written in, chosen from or ticked. */
export function isField(element) {
  if (FIELD_TAGS.test(element.localName)) return !isButton(element);
  const role = roleOf(element);
  // A box around the field that is written in used to carry the role.
  if (role === "combobox") return !element.querySelector("input,textarea");
  const editable = element.getAttribute("contenteditable");
  return Boolean(KIND_OF_ROLE[role]) || (editable !== null && editable !== "false");
}

/** Whether an element holds the fields of one question. */
export const isGroup = (element) =>
  element.localName === "fieldset" || /^(radio)?group$/.test(roleOf(element));

/** What kind of field it is: the type of an input, or the nearest to its ARIA role. */
export function fieldKind(field) {
  const { localName, type } = field;
  const byRole = KIND_OF_ROLE[roleOf(field)];
  if (/^(select|textarea)$/.test(localName)) return localName;
  if (localName !== "input") return byRole || "text";
  if (/^(checkbox|radio)$/.test(type)) return byRole === "switch" ? byRole : type;
  if (WITH_SUGGESTIONS.test(type) && (byRole === "combobox" || field.list)) return "combobox";
  return byRole && type === "text" ? byRole : type;
}

/** The legend of a fieldset. */
export const legendOf = (group) =>
  group.localName === "fieldset" ? findChild(group, "legend") : undefined;

/** Whether an element is a heading. */
export const isHeading = (element) =>
  /^h[1-6]$/.test(element.localName) || roleOf(element) === "heading";

/** Whether an element is a picture, which is said by its alternative alone. */
export const isImage = (element) =>
  /^(img|area|svg)$/.test(element.localName) || roleOf(element) === "img";

/** Whether an element leads elsewhere. */
export const isLink = (element) => roleOf(element) === "link" || element.matches("a[href]");
