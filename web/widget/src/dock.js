// The widget's own place in the page: the very first control, the player, and its status.
import { Bar } from "./bar.js";
import { giveWay } from "./dodge.js";
import { isOurs, make, makeIcon } from "./elements.js";
import { Panel } from "./panel.js";
import { hasSelection } from "./selection.js";
import { Understood } from "./understood.js";

export class Dock {
  constructor({ root, player, strings, settings, service, scopes, options, counts }) {
    Object.assign(this, { player, strings, settings, scopes });
    this.first = make("button", { type: "button", class: "first", onclick: () => this.toggleHidden() });
    this.panel = new Panel({ player, strings, settings, service, scopes, options });
    this.bar = new Bar({ player, strings, settings, panel: this.panel, readPage: () => scopes.page() });
    this.selection = this.makeSelection();
    const offerPerson = () => this.bar.isOpen && this.bar.toggleMore(true);
    this.understood = new Understood({ player, strings, counts, offerPerson });
    this.status = make("div", { class: "box status", role: "status" });
    this.element = make("div", { class: "dock", "data-edge": options.position },
      this.bar.launcher, this.bar.element, this.selection, this.panel.element, this.understood.element, this.status);
    root.append(this.makeRegion());
    this.listen(options.position);
    this.showHidden();
  }

  makeRegion() {
    const { locale, direction } = this.strings;
    const attributes = { "aria-label": this.strings.shown("listening"), lang: locale, dir: direction };
    return make("section", attributes, this.first, this.element);
  }

  makeSelection() {
    const press = () => this.player.play(this.scopes.selection(this.selection));
    // A press of the mouse would take the marking away before it is read.
    const keep = (event) => event.preventDefault();
    const attributes = { type: "button", class: "on", hidden: true, onclick: press, onmousedown: keep };
    return make("button", attributes, makeIcon("speaker"), make("span", null, this.strings.shown("selection")));
  }

  listen(home) {
    const settle = giveWay(this.element, home);
    this.player.onChange(({ message }) => {
      if (this.status.textContent !== message) this.status.textContent = message;
      settle();
    });
    this.settings.onChange((name) => name === "hidden" && this.showHidden());
    document.addEventListener("selectionchange", () => this.showSelection());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.escape());
    document.addEventListener("focusin", ({ target }) => isOurs(target) || this.bar.toggleMore(false));
  }

  showSelection() {
    this.selection.hidden = this.settings.get("hidden") || !hasSelection(this.scopes.areas());
  }

  escape() {
    if (this.player.run) this.player.stop();
    else if (!this.panel.element.hidden) {
      this.bar.toggleMore(false);
      this.bar.more.focus();
    }
  }

  toggleHidden() {
    this.player.stop();
    this.settings.set("hidden", !this.settings.get("hidden"));
  }

  showHidden() {
    const isHidden = this.settings.get("hidden");
    this.first.textContent = this.strings.shown(isHidden ? "show" : "hide");
    this.element.hidden = isHidden;
  }
}
