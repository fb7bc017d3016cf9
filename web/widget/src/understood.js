// "Did you understand?" after a section, answered with a picture and counted without a name.
import { openPanel } from "./bar.js";
import { count } from "./counts.js";
import { make, makeButton, makeGroup } from "./elements.js";
import { change, isAsked } from "./player.js";
import { catalog, show } from "./words.js";

let question;

export function makeUnderstood() {
  const name = show("understood");
  const answers = [makeAnswer("yes", "understood"), makeAnswer("no", "not_understood")];
  question = makeGroup("box understood", name, make("p", {}, name), make("div", { class: "row" }, ...answers));
  question.hidden = true;
  return question;
}

const makeAnswer = (key, event) =>
  makeButton(key, () => {
    count(event, catalog.locale);
    change({ finished: null, message: show("thanks") });
    // Who did not understand finds there a slower voice, and a person to talk to.
    if (key == "no") openPanel(true);
  }, "", show(key));

/** Ask after a section or a page that was heard to its end. */
export function askUnderstood({ finished }) {
  question.hidden = !finished || !isAsked(finished);
}
