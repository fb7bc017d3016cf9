// The widget's one name in a page: window.Outspoken.
import { mergeOptions, readOptions } from "./options.js";
import { Widget } from "./widget.js";

class Outspoken {
  constructor(options) {
    this.options = options;
    this.begin();
  }

  begin() {
    this.widget = new Widget(this.options);
    /** Resolved once the words of the page's language have loaded. */
    this.ready = this.widget.start();
    // Who waits for it learns of a failure; a page without its buttons works as before.
    this.ready.catch(() => {});
  }

  /** Begin anew with other options; resolves when the buttons stand. */
  init(options) {
    this.widget.stop();
    this.options = mergeOptions(this.options, options);
    this.begin();
    return this.ready;
  }

  /**
   * Say what will be said of an element: an array of `{id, text, lang, kind, private, target}` in
   * the order of the page, without a network call.
   */
  script(element) {
    return this.widget.script(element);
  }
}

if (!window.Outspoken) {
  const options = readOptions();
  const start = () => (window.Outspoken = new Outspoken(options));
  start();
}
