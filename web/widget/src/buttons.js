// The listen buttons in the page, kept in step with what the page holds.
import { make, makeHost, makeIcon } from "./elements.js";
import { placeAfter } from "./places.js";

export class Buttons {
  constructor({ scopes, player, strings, settings, dress }) {
    Object.assign(this, { scopes, player, strings, settings, dress });
    this.entries = new Map();
    this.current = null;
    player.onChange((state) => this.showPlaying(state.scope));
    settings.onChange((name) => name === "hidden" && this.refresh());
  }

  /** Add the buttons that are missing, and take away those that have lost what they read. */
  refresh() {
    const wanted = this.settings.get("hidden") ? [] : this.scopes.list();
    const owners = new Set(wanted.map(({ scope }) => scope.owner));
    for (const [owner, entry] of this.entries) {
      if (!owners.has(owner) || !entry.host.isConnected) this.remove(owner, entry);
    }
    for (const place of wanted) {
      const entry = this.entries.get(place.scope.owner);
      if (entry) this.update(entry, place.scope);
      else this.add(place);
    }
  }

  remove(owner, { host }) {
    host.remove();
    this.entries.delete(owner);
  }

  clear() {
    for (const [owner, entry] of this.entries) this.remove(owner, entry);
  }

  update(entry, scope) {
    const isRenamed = entry.scope.title !== scope.title;
    entry.scope = scope;
    if (isRenamed) this.name(entry);
  }

  add({ scope, after, within, isSmall }) {
    const host = makeHost("button");
    const button = this.buildButton(isSmall);
    const entry = { host, button, scope, isPlaying: false };
    button.addEventListener("click", () => this.player.toggle(entry.scope));
    host.toggleAttribute("data-small", Boolean(isSmall));
    this.dress(host);
    host.shadowRoot.append(button);
    this.entries.set(scope.owner, entry);
    this.name(entry);
    if (after) placeAfter(after, host);
    else within.prepend(host);
  }

  buildButton(isSmall) {
    this.pattern = this.pattern || this.buildPattern();
    const button = this.pattern.cloneNode(true);
    if (isSmall) {
      button.className = "icon";
      button.lastChild.remove();
    }
    return button;
  }

  buildPattern() {
    const { locale, direction } = this.strings;
    const attributes = { type: "button", lang: locale, dir: direction };
    return make("button", attributes, makeIcon("speaker"), make("span", { class: "word" }, this.strings.shown("listen")));
  }

  /** Name a button by what it does now: "Listen: Address", or "Stop: Address". */
  name({ button, scope, isPlaying }) {
    const key = isPlaying ? "stop_part" : "listen_part";
    button.setAttribute("aria-label", this.strings.shown(key, { part: scope.title }));
  }

  showPlaying(scope) {
    const owner = scope && scope.owner;
    if (owner === this.current) return;
    this.draw(this.current, false);
    this.draw(owner, true);
    this.current = owner;
  }

  draw(owner, isPlaying) {
    const entry = this.entries.get(owner);
    if (!entry) return;
    entry.isPlaying = isPlaying;
    entry.button.classList.toggle("on", isPlaying);
    entry.button.firstChild.className = isPlaying ? "stop" : "speaker";
    const word = entry.button.querySelector(".word");
    if (word) word.textContent = this.strings.shown(isPlaying ? "stop" : "listen");
    this.name(entry);
  }

  /** The question that a control belongs to, and the option that it is, as scopes. */
  find(control) {
    const scopes = [...this.entries.values()].map(({ scope }) => scope);
    return {
      option: scopes.find(({ owner, kind }) => kind === "option" && owner === control),
      question: scopes.find(({ owner, kind }) => kind === "question" && owner.contains(control)),
    };
  }
}
