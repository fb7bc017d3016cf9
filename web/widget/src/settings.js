// What a person chose, kept in this browser for this site; nothing of it is ever sent.

const KEY = "outspoken";

/** Whether buttons are hidden, the bar closed, and reading follows the focus; and how fast it is. */
export const settings = { hidden: false, closed: false, follow: false, speed: 1 };

try {
  Object.assign(settings, JSON.parse(localStorage.getItem(KEY)));
} catch {
  // Storage is forbidden, or holds something else.
}

export function choose(name, value) {
  settings[name] = value;
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Storage is full or forbidden: the choice still holds on this page.
  }
}
