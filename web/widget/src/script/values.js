// What has been answered so far, and how it is read back. It is always private.
import { gather } from "./gather.js";
import { deliveryOf, sayAttribute } from "./items.js";
import { joinTexts } from "./names.js";
import { styleOf } from "./page.js";
import { fieldKind } from "./roles.js";
import { layOut } from "./runs.js";
import { collapse, read, readWords } from "./text.js";

const HINTS = [
  [/^(date|month|bday)$/, "date"],
  [/^time$/, "time"],
  [/^tel/, "telephone"],
  [/^(street-address|address-line\d)$/, "address"],
  [/^(cc-number|one-time-code|postal-code|numeric)$/, "digits"],
];
// Fields that have been passwords: a page may show one by turning it into plain text.
const passwords = new WeakSet();

/** What a field holds as items of kind value; none where it is empty or secret. */
export function sayValue(page, field) {
  const kind = fieldKind(field);
  if (/^(color|listbox|select|tablist)$/.test(kind) || isSecret(page, field)) return [];
  const text = collapse(readText(page, field, kind));
  const parts = kind === "datetime-local" ? text.slice(0, 16).split("T") : [text];
  const types = parts.length > 1 ? ["date", "time"] : [kind];
  return parts.flatMap((part, index) =>
    say(page, field, part, chooseHint(field, types[index], part)),
  );
}

function say(page, field, text, hint) {
  const sayAs = deliveryOf(page, field).sayAs || hint;
  return sayAttribute(page, field, text, "value", { sayAs, key: "", secret: true });
}

/** Passwords and security codes are never said, not even while they can be seen. */
function isSecret(page, field) {
  const masking = styleOf(page, field).webkitTextSecurity;
  watchPassword(field);
  return (
    passwords.has(field) ||
    /password|cc-csc/i.test(read(field, "autocomplete")) ||
    Boolean(masking && masking !== "none")
  );
}

/** Remember a password while it can be told that it is one. */
export function watchPassword(field) {
  if (field.type === "password") passwords.add(field);
}

function readText(page, field, kind) {
  if (kind === "file") return [...(field.files || [])].map((file) => file.name).join(", ");
  const isNative = /^(input|textarea)$/.test(field.localName);
  const told =
    read(field, "aria-valuetext") || (isNative ? field.value : read(field, "aria-valuenow"));
  if (told || isNative || kind === "range") return told;
  // A list that a field opens is not its value.
  const lists = new Set(field.querySelectorAll("[role~=listbox]"));
  return joinTexts(layOut(page, gather(page, field, lists), "value"));
}

/** How a value is read: by its type, its purpose, or the keypad it is written with. */
function chooseHint(field, type, text) {
  const purpose = readWords(field, "autocomplete").pop();
  for (const what of [type, purpose, read(field, "inputmode")]) {
    const [, hint] = HINTS.find(([pattern]) => pattern.test(what)) || [];
    if (hint === "digits" && !/^\d[\d .-]*$/.test(text)) {
      return purpose === "postal-code" ? "spell-out" : "";
    }
    if (hint) return hint;
  }
  return "";
}
