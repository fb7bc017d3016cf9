// What is needed less often: speed, language, help, a person to talk to.
import { make, makeIcon } from "./elements.js";
import { download } from "./download.js";
import { LanguageChooser, listVersions } from "./languages.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

export class Panel {
  constructor({ player, strings, settings, service, scopes, options }) {
    Object.assign(this, { player, strings, settings, service, scopes, options });
    const name = strings.shown("more");
    this.element = make("div", { class: "box panel", role: "group", "aria-label": name, hidden: true });
    this.chooser = new LanguageChooser({ player, service });
  }

  /** Build the entries anew: what the page and the session offer may have changed. */
  refresh() {
    this.element.textContent = "";
    this.element.append(
      ...[this.makeActions(), this.makeSpeeds(), this.makeLanguages(), this.makePeople()].filter(Boolean),
    );
  }

  makeActions() {
    const { player, options } = this;
    const help = () => player.play(this.scopes.own(this, "help"));
    const entries = [
      this.makeEntry("help", "help", help),
      player.state.last && this.makeEntry("again", "again", () => player.again()),
      player.state.last && this.makeEntry("save", "download", () => this.save()),
      options.follow !== "off" && this.makeFollow(),
    ];
    return make("div", { class: "row" }, ...entries);
  }

  makeEntry(picture, key, onclick) {
    return make("button", { type: "button", onclick }, makeIcon(picture), make("span", null, this.strings.shown(key)));
  }

  makeFollow() {
    const { settings } = this;
    const button = make("button", { type: "button" }, this.strings.shown("follow"));
    const show = () => button.setAttribute("aria-pressed", String(settings.get("follow")));
    button.addEventListener("click", () => (settings.set("follow", !settings.get("follow")), show()));
    show();
    return button;
  }

  makeSpeeds() {
    const name = this.strings.shown("speed");
    const buttons = SPEEDS.map((speed) => make("button", { type: "button", onclick: () => choose(speed) }, `${speed}×`));
    const show = () => {
      for (const [index, button] of buttons.entries()) {
        button.setAttribute("aria-pressed", String(SPEEDS[index] === this.settings.get("speed")));
      }
    };
    const choose = (speed) => (this.player.setSpeed(speed), show());
    show();
    return make("div", { role: "group", "aria-label": name }, make("p", null, name), make("div", { class: "row" }, ...buttons));
  }

  makeLanguages() {
    const versions = listVersions(this.options, this.strings);
    if (versions.length < 2) return null;
    const name = this.strings.shown("language");
    const links = versions.map((version) => this.makeLanguage(version));
    return make("div", { role: "group", "aria-label": name }, make("p", null, name), make("div", { class: "row" }, ...links));
  }

  makeLanguage(version) {
    const { tag, href, name } = version;
    const isHere = tag.toLowerCase() === document.documentElement.lang.toLowerCase();
    const choose = async (event) => {
      event.preventDefault();
      const words = await this.chooser.choose(version);
      if (words) this.player.change({ message: words });
    };
    return make("a", { href, hreflang: tag, lang: tag, "aria-current": isHere && "true", onclick: choose }, name);
  }

  makePeople() {
    const session = this.service.session || {};
    const phone = this.options.phone || session.phone;
    const contact = this.options.contact || session.contact;
    if (!phone && !contact) return null;
    const name = this.strings.shown("person");
    const links = [];
    if (phone) links.push(this.makeLink(`tel:${phone.replace(/[^+\d*#]/g, "")}`, `${name}: ${phone}`));
    if (contact) links.push(this.makeLink(contact.includes(":") ? contact : `mailto:${contact}`, phone ? contact : `${name}: ${contact}`));
    return make("div", { class: "row" }, ...links);
  }

  makeLink(href, text) {
    return make("a", { href }, makeIcon("person"), make("span", null, text));
  }

  async save() {
    const { player, strings } = this;
    player.tell("loading");
    try {
      await download(player.state.last, this.service, strings.locale);
      player.tell("");
    } catch {
      player.tell("failed");
    }
  }
}
