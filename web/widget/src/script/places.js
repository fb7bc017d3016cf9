// Where a listen button can stand: never where its name would become part of another's, where it
// would be read aloud by itself, or where it might not be shown.
import { FIELDS } from "./roles.js";

const CLOSED =
  "label,legend,caption,button,a,summary,option,h1,h2,h3,h4,h5,h6,[role=button],[role=link]," +
  `[role=heading],[aria-live],[role=alert],[role=status],[role=log],${FIELDS}`;

/** The element, or one around it, after which a button stands outside of all such parts. */
export function stepOut(element) {
  let place = element;
  for (let one = element; one && (one = one.closest(CLOSED)); one = one.parentElement) place = one;
  // A component shows only such children as it has a slot for.
  for (let one = place; (one = one.parentElement); ) if (one.shadowRoot) place = one;
  return place;
}
