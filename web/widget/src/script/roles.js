// What an element is to the person who answers: by its ARIA role, else by its tag and type.

const BUTTON_TYPES = new Set(["submit", "reset", "button", "image"]);
const FIELD_TAGS = new Set(["input", "select", "textarea"]);
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
const WITH_SUGGESTIONS = new Set(["text", "search", "email", "tel", "url", "number"]);

/** Matches whatever may be a field. */
export const FIELDS = [
  ...FIELD_TAGS,
  ...Object.keys(KIND_OF_ROLE).map((role) => `[role~=${role}]`),
  "[contenteditable]",
].join();

/** The first ARIA role that an element claims. */
export const roleOf = (element) =>
  (element.getAttribute("role") || "").trim().toLowerCase().split(/\s+/)[0];

/** Whether an ARIA attribute says yes. */
export const isTrue = (element, attribute) =>
  (element.getAttribute(attribute) || "").toLowerCase() === "true";

/** Whether an element is pressed; the summary of a part that opens is. */
export function isButton(element) {
  const role = roleOf(element);
  if (KIND_OF_ROLE[role]) return false;
  if (role === "button" || role === "menuitem" || element.localName === "button") return true;
  if (element.localName === "summary") return isSummary(element);
  return element.localName === "input" && BUTTON_TYPES.has(element.type);
}

const isSummary = (element) => {
  const parent = element.parentElement;
  return parent !== null && parent.localName === "details" && parent.querySelector("summary") === element;
};

/** Whether an element is answered: written in, chosen from or ticked. */
export function isField(element) {
  if (FIELD_TAGS.has(element.localName)) return !isButton(element);
  const role = roleOf(element);
  // A box around the field that is written in used to carry the role.
  if (role === "combobox") return !element.querySelector("input,textarea");
  return Boolean(KIND_OF_ROLE[role]) || isWrittenIn(element);
}

/** Whether an element's own text is edited in the page. */
export function isWrittenIn(element) {
  const editable = element.getAttribute("contenteditable");
  return editable !== null && editable.toLowerCase() !== "false";
}

/** Whether an element holds the fields of one question. */
export const isGroup = (element) =>
  element.localName === "fieldset" || ["group", "radiogroup"].includes(roleOf(element));

/** Matches what `isGroup` tells. */
export const GROUPS = "fieldset,[role~=group],[role~=radiogroup]";

/** What kind of field it is: the type of an input, or the nearest to its ARIA role. */
export function fieldKind(field) {
  const byRole = KIND_OF_ROLE[roleOf(field)];
  if (field.localName === "select" || field.localName === "textarea") return field.localName;
  if (field.localName !== "input") return byRole || "text";
  const { type } = field;
  if (type === "checkbox" || type === "radio") return byRole === "switch" ? "switch" : type;
  if (WITH_SUGGESTIONS.has(type) && (byRole === "combobox" || field.list)) return "combobox";
  return byRole && type === "text" ? byRole : type;
}

/** The legend of a fieldset. */
export const legendOf = (group) =>
  group.localName === "fieldset"
    ? [...group.children].find((child) => child.localName === "legend")
    : undefined;

/** Whether an element is a picture, which is said by its alternative alone. */
export const isImage = (element) =>
  ["img", "area", "svg"].includes(element.localName) || roleOf(element) === "img";

/** Whether an element leads elsewhere. */
export const isLink = (element) =>
  roleOf(element) === "link" || (element.localName === "a" && element.hasAttribute("href"));
