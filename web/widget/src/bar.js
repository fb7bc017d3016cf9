// The bar with which what is said is steered; it can be closed, and opened again.
import { make, makeIcon } from "./elements.js";

/** Make a button with a picture, named by a text that is shown nowhere. */
export function makeIconButton(picture, name, onclick, attributes) {
  const own = { type: "button", class: "icon", "aria-label": name, title: name, onclick };
  return make("button", { ...own, ...attributes }, makeIcon(picture));
}

export class Bar {
  /** `panel` is what its button for more opens; `readPage` gives the scope of the whole page. */
  constructor({ player, strings, settings, panel, readPage }) {
    Object.assign(this, { player, strings, settings, panel, readPage });
    this.isOpen = false;
    this.build();
    player.onChange((state) => this.show(state));
  }

  build() {
    const { player, strings } = this;
    const name = (key) => strings.shown(key);
    this.play = makeIconButton("play", name("play"), () => this.playOrPause(), { class: "icon turn" });
    this.stop = makeIconButton("stop", name("stop"), () => player.stop());
    this.previous = makeIconButton("previous", name("previous"), () => player.move(-1), { class: "icon turn" });
    this.next = makeIconButton("next", name("next"), () => player.move(1), { class: "icon turn" });
    this.more = makeIconButton("more", name("more"), () => this.toggleMore(), { "aria-expanded": "false" });
    this.close = makeIconButton("close", name("close"), () => this.shut());
    const buttons = [this.play, this.stop, this.previous, this.next, this.more, this.close];
    this.element = make("div", { class: "box row bar", role: "group", "aria-label": name("player"), hidden: true }, ...buttons);
    this.launcher = makeIconButton("speaker", name("open"), () => this.open(), { class: "icon on" });
  }

  playOrPause() {
    const { player } = this;
    if (player.state.phase === "paused") player.resume();
    else if (player.run) player.pause();
    else player.play(player.state.last || this.readPage());
  }

  toggleMore(isOpen = this.panel.element.hidden) {
    if (isOpen) this.panel.refresh();
    this.panel.element.hidden = !isOpen;
    this.more.setAttribute("aria-expanded", String(isOpen));
  }

  open() {
    this.settings.set("closed", false);
    this.reveal(true);
    this.play.focus();
  }

  shut() {
    this.player.stop();
    this.settings.set("closed", true);
    this.toggleMore(false);
    this.reveal(false);
    this.launcher.focus();
  }

  reveal(isOpen) {
    this.isOpen = isOpen;
    this.element.hidden = !isOpen;
    this.launcher.hidden = isOpen;
  }

  show({ phase }) {
    if (phase !== "idle" && !this.isOpen && !this.settings.get("closed")) this.reveal(true);
    const isGoing = phase === "loading" || phase === "playing";
    const name = this.strings.shown(isGoing ? "pause" : "play");
    this.play.firstChild.className = isGoing ? "pause" : "play";
    for (const attribute of ["aria-label", "title"]) {
      if (this.play.getAttribute(attribute) !== name) this.play.setAttribute(attribute, name);
    }
  }
}
