// What has been answered so far, and how it is read back. It is always private.
import { change } from "./delivery.js";
import { gather } from "./gather.js";
import { fieldKind } from "./roles.js";
import { layOut } from "./runs.js";
import { clean, collapse, isSpoken } from "./text.js";

const BY_KIND = { date: "date", month: "date", tel: "telephone", time: "time" };
const BY_PURPOSE = [
  [/^bday$/, "date"],
  [/^tel/, "telephone"],
  [/^(street-address|address-line\d)$/, "address"],
  [/^(cc-number|one-time-code|postal-code)$/, "digits"],
];
const DIGITS = /^\d[\d .-]*$/;
const MOMENT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/;
const WITHOUT_VALUE = new Set(["color", "listbox", "select", "tablist"]);
// Fields that have been passwords: a page may show one by turning it into plain text.
const passwords = new WeakSet();

/** What a field holds as items of kind value; none where it is empty or secret. */
export function readValue(page, field) {
  const kind = fieldKind(field);
  if (WITHOUT_VALUE.has(kind) || isSecret(page, field)) return [];
  const text = collapse(clean(readText(page, field, kind)));
  const moment = kind === "datetime-local" && text.match(MOMENT);
  if (moment) return [say(page, field, moment[1], "date"), say(page, field, moment[2], "time")];
  return isSpoken(text) ? [say(page, field, text, chooseHint(field, kind, text))] : [];
}

/** Remember a password while it can be told that it is one. */
export function watchPassword(field) {
  if (field.type === "password") passwords.add(field);
}

/** Passwords and security codes are never said, not even while they can be seen. */
function isSecret(page, field) {
  watchPassword(field);
  const masking = page.style(field).webkitTextSecurity;
  return (
    passwords.has(field) ||
    /password|cc-csc/i.test(field.getAttribute("autocomplete")) ||
    Boolean(masking && masking !== "none")
  );
}

function say(page, field, text, hint) {
  const own = page.delivery(field);
  const delivery = change(own, { sayAs: own.sayAs || hint, key: "", secret: true });
  return page.item(text, "value", field, delivery);
}

function readText(page, field, kind) {
  if (kind === "file") return [...(field.files || [])].map((file) => file.name).join(", ");
  const told = field.getAttribute("aria-valuetext");
  if (field.localName === "input" || field.localName === "textarea") return told || field.value;
  const held = told || field.getAttribute("aria-valuenow");
  if (held || kind === "range") return held || "";
  return layOut(page, gatherInside(page, field), "value").map((item) => item.text).join(" ");
}

/** The text in a field that is part of the page; a list that it opens is not its value. */
function gatherInside(page, field) {
  return gather(page, field, new Set(field.querySelectorAll("[role~=listbox]")));
}

/** How a value is read: by its type, its purpose, or the keypad it is written with. */
function chooseHint(field, kind, text) {
  const purpose = (field.getAttribute("autocomplete") || "").trim().split(/\s+/).pop();
  const [, byPurpose] = BY_PURPOSE.find(([pattern]) => pattern.test(purpose)) || [];
  const byKeypad = field.getAttribute("inputmode") === "numeric" ? "digits" : "";
  const hint = BY_KIND[kind] || byPurpose || byKeypad;
  if (hint !== "digits" || DIGITS.test(text)) return hint;
  return purpose === "postal-code" ? "spell-out" : "";
}
