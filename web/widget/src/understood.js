// "Did you understand?" after a section, answered with a picture and counted without a name.
import { make, makeIcon } from "./elements.js";

const ASKED_AFTER = ["section", "page"];

export class Understood {
  /** `offerPerson` is called when somebody did not understand. */
  constructor({ player, strings, counts, offerPerson }) {
    Object.assign(this, { player, strings, counts, offerPerson });
    const name = strings.shown("understood");
    const attributes = { class: "box understood", role: "group", "aria-label": name, hidden: true };
    const buttons = [this.makeAnswer("yes", "understood"), this.makeAnswer("no", "not_understood")];
    this.element = make("div", attributes, make("p", { class: "row" }, name), make("div", { class: "row" }, ...buttons));
    player.onChange(({ finished }) => this.ask(finished));
  }

  makeAnswer(key, event) {
    const name = this.strings.shown(key);
    const onclick = () => this.answer(event);
    return make("button", { type: "button", "aria-label": name, title: name, onclick }, makeIcon(key));
  }

  ask(scope) {
    const isAsked = scope && ASKED_AFTER.includes(scope.kind) && this.counts.isOn;
    this.element.hidden = !isAsked;
  }

  answer(event) {
    this.counts.add(event, this.strings.locale);
    this.player.change({ finished: null, message: this.strings.shown("thanks") });
    if (event === "not_understood") this.offerPerson();
  }
}
