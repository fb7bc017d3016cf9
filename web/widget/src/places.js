// Where a listen button may stand: never where its name would become part of another's.

// What takes its name from all it holds; and live regions, which would read the button aloud.
const CLOSED =
  "label,legend,caption,button,a,summary,option,h1,h2,h3,h4,h5,h6,[role=button],[role=link],[role=heading]" +
  ",[aria-live],[role=alert],[role=status],[role=log]";

/** Put a button after an element, outside of everything that it would rename. */
export function placeAfter(element, host) {
  let place = element;
  for (let above = element; above && (above = above.closest(CLOSED)); above = above.parentElement) place = above;
  place.after(host);
}

/** The element after which an option's button stands: its control or its label, whichever is last. */
export function getOptionEnd(input) {
  const [label] = input.labels || [];
  if (!label) return input;
  const isLast = label.contains(input) || input.compareDocumentPosition(label) & Node.DOCUMENT_POSITION_FOLLOWING;
  return isLast ? label : input;
}
