// What a person chose, kept in this browser for this site; nothing of it is ever sent.

const KEY = "outspoken";
const DEFAULTS = { hidden: false, closed: false, speed: 1, follow: false };

/** The settings; where a browser forbids storage they last as long as the page. */
export class Settings {
  constructor() {
    this.values = { ...DEFAULTS, ...read() };
    this.listeners = [];
  }

  get(name) {
    return this.values[name];
  }

  set(name, value) {
    this.values[name] = value;
    try {
      window.localStorage.setItem(KEY, JSON.stringify(this.values));
    } catch {
      // Storage is full or forbidden: the choice still holds on this page.
    }
    for (const listener of this.listeners) listener(name, value);
  }

  onChange(listener) {
    this.listeners.push(listener);
  }
}

function read() {
  try {
    return JSON.parse(window.localStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}
