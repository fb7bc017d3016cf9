// What there is to say in a part of the page: a list of
// {element, text, lang, private, say_as}, in reading order.

const SPEAKABLE = "h1, h2, h3, p, li, dt, dd, legend, label, .govuk-hint, .govuk-button, input, textarea";
const SKIPPED = "[data-outspoken-skip], [hidden], [type=hidden]";

/**
 * Collect what is to be said in `scope`. `words` are what listeners need besides what stands
 * there: what to do with a control, and its state.
 */
export function collectParts(scope, words) {
  return [...scope.querySelectorAll(SPEAKABLE)]
    .filter((element) => !element.closest(SKIPPED))
    .flatMap((element) => describe(element, words))
    .filter((part) => part.text);
}

function describe(element, words) {
  if (element.matches("input[type=radio]")) {
    return isFirst(element) ? [say(element, words.chooseOne)] : [];
  }
  if (element.matches("input[type=checkbox]")) return [say(element, words.tick)];
  if (element.matches("input, textarea")) return describeTextBox(element, words);
  if (element.control && element.matches(".govuk-radios__label, .govuk-checkboxes__label")) {
    return describeChoice(element, words);
  }
  return [say(element, readText(element))];
}

function describeTextBox(box, words) {
  const kind = say(box, box.inputMode === "numeric" ? words.number : words.write);
  const value = box.value.trim();
  return value ? [kind, say(box, words.value), sayPrivately(box, value)] : [kind];
}

function describeChoice(label, words) {
  const choice = label.control;
  const parts = [say(label, readText(label))];
  if (choice.type === "radio") {
    const group = listGroup(choice);
    const position = words.position
      .replace("{number}", group.indexOf(choice) + 1)
      .replace("{total}", group.length);
    parts.unshift(say(label, position));
  }
  if (choice.checked) {
    // That an option is chosen is as private as a text that was typed.
    parts.push(sayPrivately(label, choice.type === "radio" ? words.chosen : words.ticked));
  }
  return parts;
}

const listGroup = (radio) => [...radio.form.elements[radio.name]];
const isFirst = (radio) => listGroup(radio)[0] === radio;

/** The spoken form of an element's text: its own, or that of the part of it that has one. */
function readText(element) {
  const copy = element.cloneNode(true);
  for (const part of [copy, ...copy.querySelectorAll("[data-outspoken-text]")]) {
    if (part.dataset.outspokenText) part.textContent = part.dataset.outspokenText;
  }
  for (const lineBreak of copy.querySelectorAll("br")) lineBreak.replaceWith(". ");
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function say(element, text) {
  const isPrivate = element.closest("[data-outspoken-private]") !== null;
  return isPrivate ? sayPrivately(element, text) : build(element, text, false);
}

const sayPrivately = (element, text) => build(element, text, true);

function build(element, text, isPrivate) {
  const part = { element, text, lang: element.closest("[lang]").lang, private: isPrivate };
  const sayAs = element.dataset.outspokenSayAs;
  // The hint is for the value: "Write your answer" on the same element is ordinary text.
  return isPrivate && sayAs ? { ...part, say_as: sayAs } : part;
}
