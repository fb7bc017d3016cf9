// Everything on a page that can be listened to, each as a scope for the player.
import { computeAccessibleName } from "dom-accessibility-api";

import { keepSection, listAreas, listDocuments, listHeadings } from "./areas.js";
import { collectDocument } from "./documents.js";
import { getOptionEnd } from "./places.js";
import { collect, collectOption, collectQuestion, listQuestions } from "./script/index.js";
import { keepSelected } from "./selection.js";

const GROUPS = "fieldset,[role=group],[role=radiogroup]";
const OPTIONS = "input[type=radio],input[type=checkbox]";

export class Scopes {
  /** `context` is what script/index.js asks for. */
  constructor({ options, strings, service, getContext }) {
    Object.assign(this, { options, strings, service, getContext });
  }

  areas = () => listAreas(this.options);

  /** List what gets a button: `{scope, after, isSmall}`, each owner once. */
  list() {
    const areas = this.areas();
    const headings = areas.flatMap((area) => listHeadings(area, this.options));
    const [title] = headings.filter((heading) => heading.matches("h1"));
    return [
      { scope: this.page(), after: title, within: areas[0] },
      ...headings.filter((heading) => heading !== title).map((heading) => this.section(heading, areas)),
      ...areas.filter((area) => !headings.some((heading) => area.contains(heading))).map((area) => this.part(area)),
      ...areas.flatMap((area) => this.questions(area)),
      ...areas.flatMap((area) => listDocuments(area, this.options)).map((link) => this.document(link)),
    ];
  }

  page() {
    const title = this.strings.shown("whole_page");
    return { owner: document, kind: "page", title, collect: () => this.collectAll() };
  }

  collectAll() {
    return this.areas().flatMap((area) => collect(area, this.getContext()));
  }

  section(heading, areas) {
    const area = areas.find((holder) => holder.contains(heading));
    const read = () =>
      keepSection(collect(area, this.getContext()), heading, listHeadings(area, this.options));
    const title = heading.textContent.replace(/\s+/g, " ").trim();
    return { scope: { owner: heading, kind: "section", title, collect: read }, after: heading };
  }

  /** An area without a heading. Its text may be a member's own, so it lends no title. */
  part(area) {
    const title = area.getAttribute("aria-label") || this.strings.shown("this_part");
    const read = () => collect(area, this.getContext());
    return { scope: { owner: area, kind: "section", title, collect: read }, within: area };
  }

  questions(area) {
    const context = this.getContext();
    return listQuestions(area, context).flatMap(({ control, group, after }) => [
      { scope: this.question(control, group), after },
      ...this.choices(group),
    ]);
  }

  question(control, group) {
    const read = () => collectQuestion(control, this.getContext());
    const title = this.nameQuestion(control, group);
    return { owner: group || control, kind: "question", title, collect: read };
  }

  nameQuestion(control, group) {
    if (group) return computeAccessibleName(group) || computeAccessibleName(control);
    const around = control.closest(GROUPS);
    const names = [around && computeAccessibleName(around), computeAccessibleName(control)];
    return names.filter(Boolean).join(", ");
  }

  choices(group) {
    if (!group) return [];
    return [...group.querySelectorAll(OPTIONS)].map((input) => {
      const read = () => collectOption(input, this.getContext());
      const scope = { owner: input, kind: "option", title: computeAccessibleName(input), collect: read };
      return { scope, after: getOptionEnd(input), isSmall: true };
    });
  }

  document(link) {
    const read = (signal) => collectDocument(link, this.service, this.strings.locale, signal);
    const title = computeAccessibleName(link);
    return { scope: { owner: link, kind: "document", title, collect: read }, after: link };
  }

  selection(owner) {
    const title = this.strings.shown("selection");
    const items = keepSelected(this.collectAll());
    return { owner, kind: "selection", title, collect: () => items };
  }

  /** Something that the player says of its own accord, by its keys. */
  own(owner, ...keys) {
    const items = keys.map((key) => this.strings.spoken(key));
    return { owner, kind: "own", title: this.strings.shown("player"), collect: () => items };
  }
}
