// What is said: the contract between a page and whoever plays it. Nothing is kept between calls,
// so that an error, a conditional question or a value is read as it is now.
import { sayChoiceAlone, sayControl, sayGroup } from "./controls.js";
import { nameInWords } from "./names.js";
import { openPage } from "./page.js";
import { findQuestion, findQuestions, listFields, listGroups } from "./questions.js";
import { claim, dropRepeated, readAll } from "./reader.js";
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
 * @property {boolean} [asShown] whether the page's own text counts, and neither what it wants to be
 *   said instead nor what a style sheet adds
 */

/** Everything in `root`, in the order in which it is shown. @returns {Item[]} */
export const collect = (root, context) => number(readAll(openPage(context), root));

/**
 * One question: the legends of the groups around `control`, then the control with all that
 * belongs to it, or all radio buttons, boxes or parts that answer the question together. Of a
 * group, everything that it asks.
 *
 * @returns {Item[]}
 */
export function collectQuestion(control, context) {
  const page = openAround(control, context);
  const isAlone = isField(control) || isButton(control);
  const controls =
    isGroup(control) && !isAlone ? listFields(page, control) : findQuestion(page, control).controls;
  return number([
    ...listGroups(control).flatMap((group) => sayGroup(page, group)),
    ...controls.flatMap((one) => sayControl(page, one)),
  ]);
}

/** One radio button or tick box of several. @returns {Item[]} */
export const collectOption = (input, context) =>
  number(sayChoiceAlone(openAround(input, context), input));

/**
 * The questions under `root`, each once: its first control, the group that asks it, what it is
 * called, and its options if they are radio buttons or tick boxes. A listen button can stand
 * right after `after`, its own or an option's, without becoming part of a name.
 *
 * @returns {{control: Element, group: ?Element, after: Element, name: string,
 *   options: {control: Element, after: Element, name: string}[]}[]}
 */
export const listQuestions = (root, context) =>
  findQuestions(openAround(root, { ...context, asShown: true }), root);

/** What one control or group is called. @returns {string} */
export const nameControl = (element, context) => nameInWords(openAround(element, context), element);

function openAround(element, context) {
  const page = openPage(context);
  let claimed;
  const find = () => {
    claimed = new Set();
    claim(page, element.getRootNode());
    return claimed;
  };
  // Plain labels, of which forms are full, are read without it.
  return Object.defineProperty(page, "claimed", { get: () => claimed || find() });
}

const number = (items) =>
  dropRepeated(items).map((item, index) => ({ id: `s${index + 1}`, ...item }));
