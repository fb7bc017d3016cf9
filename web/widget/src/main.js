// The widget's one name in a page: window.Outspoken.
import { readOptions, setOptions } from "./options.js";
import { readElement } from "./scopes.js";
import { leave, start } from "./widget.js";

const Outspoken = {
  /**
   * Begin anew with other options; resolves when the buttons stand. `ready`, a promise as well, is
   * resolved once the words of the page's language have loaded.
   */
  init(given) {
    leave();
    setOptions(given);
    Outspoken.ready = start();
    // Developers learn of a failure; a page without its buttons works as before.
    Outspoken.ready.catch(console.error);
    return Outspoken.ready;
  },

  /**
   * Say what will be said of an element: an array of `{id, text, lang, kind, private, target}` in
   * the order of the page, without a network call.
   */
  script: readElement,
};

if (!window.Outspoken) {
  readOptions();
  window.Outspoken = Outspoken;
  Outspoken.init();
}
