// What is said: the contract between a page and whoever plays it. Nothing is kept between calls,
// so that an error, a conditional question or a value is read as it is now.
import { Reader } from "./reader.js";
import { findQuestion, findQuestions, listFields, listGroups } from "./questions.js";
import { isButton, isField, isGroup } from "./roles.js";

/**
 * One thing that is said.
 *
 * @typedef {object} Item
 * @property {string} id unique in one answer
 * @property {string} text what is said, in plain characters
 * @property {string} lang its BCP 47 tag
 * @property {string} kind heading, text, legend, label, hint, error, role, option, value, state,
 *   position, button, link or image
 * @property {boolean} private whether only an engine on the premises may say it
 * @property {Element} target the element that it belongs to
 * @property {string} [say_as] how it is read: date, time, currency, telephone, spell-out, digits,
 *   ordinal, cardinal or address
 * @property {string} [key] the name of a human recording
 */

/**
 * @typedef {object} Context
 * @property {(key: string, lang: string) => {text: string, lang: string}} words a phrase in the
 *   loaded catalog nearest to `lang`
 * @property {string} wordsLang the language of a page that names none
 * @property {boolean} [publicPage] whether the site registered the page as public
 * @property {string} [skip] a selector of what is never said
 * @property {string} [privateSelector] a selector of what is always private
 */

/** Everything in `root`, in the order in which it is shown. @returns {Item[]} */
export function collect(root, context) {
  return number(new Reader(context).read(root));
}

/**
 * One question: the legends of the groups around `control`, then the control with all that
 * belongs to it, or all radio buttons, boxes or parts that answer the question together.
 *
 * @returns {Item[]}
 */
export function collectQuestion(control, context) {
  const reader = openReader(control, context);
  const isControl = isField(control) || isButton(control);
  const { controls } = isGroup(control) && !isControl
    ? { controls: listFields(reader.page, control) }
    : findQuestion(reader, control);
  for (const group of listGroups(control)) reader.emit(reader.controls.readGroup(group));
  for (const one of controls) reader.emit(reader.controls.read(one));
  return number(reader.items);
}

/** One radio button or tick box of several. @returns {Item[]} */
export function collectOption(input, context) {
  return number(openReader(input, context).controls.readOption(input));
}

/**
 * The questions under `root`, each once: its first control, the group that asks it, what it is
 * called, and its options if they are radio buttons or tick boxes. A listen button can stand
 * right after `after` without becoming part of a name.
 *
 * @returns {{control: Element, group: ?Element, after: Element, name: string,
 *   options: {control: Element, name: string}[]}[]}
 */
export function listQuestions(root, context) {
  const reader = openReader(root, context);
  return findQuestions(reader, root);
}

/** What one control or group is called. @returns {string} */
export function nameControl(element, context) {
  return openReader(element, context).nameInWords(element);
}

function openReader(element, context) {
  const reader = new Reader(context);
  reader.claim(element.getRootNode());
  return reader;
}

const number = (items) => items.map((item, index) => ({ id: `s${index + 1}`, ...item }));
