// Where a listen button may stand: never where its name would become part of another's.

// What takes its name from all it holds; and live regions, which would read the button aloud.
const NAMED_BY_CONTENT =
  "a,button,label,legend,summary,option,caption,th,[role=button],[role=link],[role=tab],[role=option]," +
  "[role=menuitem],[role=heading],h1,h2,h3,h4,h5,h6,[role=alert],[role=status],[role=log],[aria-live]";

/** Put a button after an element, outside of everything that it would rename. */
export function placeAfter(element, host) {
  let place = element;
  for (let above = element; above; above = above.parentElement && above.parentElement.closest(NAMED_BY_CONTENT)) {
    if (above !== element || above.matches(NAMED_BY_CONTENT)) place = above;
  }
  place.insertAdjacentElement("afterend", host);
}

/** The element after which an option's button stands: its control or its label, whichever is last. */
export function getOptionEnd(input) {
  const label = input.labels && input.labels[input.labels.length - 1];
  if (!label || label.contains(input)) return label || input;
  const labelIsLast = input.compareDocumentPosition(label) & Node.DOCUMENT_POSITION_FOLLOWING;
  return labelIsLast ? label : input;
}
