// The widget on one page: its parts, put together.
import { Buttons } from "./buttons.js";
import { Counts } from "./counts.js";
import { Dock } from "./dock.js";
import { makeHost } from "./elements.js";
import { followFocus } from "./follow.js";
import { Highlighter } from "./highlight.js";
import { joinMediaSession } from "./media.js";
import { Player } from "./player.js";
import { Scopes } from "./scopes.js";
import { collect } from "./script/index.js";
import { Service } from "./service.js";
import { Settings } from "./settings.js";
import { loadLook } from "./sheets.js";
import { Speaker } from "./speaker.js";
import { Strings, getPageLanguage } from "./strings.js";
import { watchPage } from "./watch.js";

export class Widget {
  constructor(options) {
    this.options = options;
    this.service = new Service(options);
    this.strings = null;
    this.getContext = this.getContext.bind(this);
    this.dress = this.dress.bind(this);
  }

  /** Load the words, and stand in the page. Without words there is nothing to press. */
  async start() {
    // The page's session may come later, or never: what is read is private until it says otherwise.
    const session = this.service.open().catch(() => null);
    const look = loadLook(this.options.origin);
    look.catch(() => {});
    this.strings = new Strings(await this.service.getCatalog(getPageLanguage()));
    await session;
    this.look = await look;
    if (!this.isStopped) this.mount();
  }

  mount() {
    const { options, service, strings, getContext, dress } = this;
    const settings = new Settings();
    const speaker = new Speaker();
    this.host = makeHost("player");
    const root = this.host.shadowRoot;
    this.dress(this.host);
    root.append(speaker.audio);
    const highlighter = new Highlighter(root);
    const counts = new Counts(service, options.counts !== "off");
    this.player = new Player({ service, strings, settings, speaker, highlighter, counts });
    const { player } = this;
    const scopes = new Scopes({ options, strings, service, getContext });
    this.buttons = new Buttons({ scopes, player, strings, settings, dress });
    new Dock({ root, player, strings, settings, service, scopes, options, counts });
    document.body.prepend(this.host);
    this.buttons.refresh();
    joinMediaSession(player);
    const ends = [watchPage(() => this.buttons.refresh()), followFocus({ settings, buttons: this.buttons, player })];
    this.end = () => ends.forEach((end) => end());
  }

  /** Give a host the widget's look, in the institution's colours. */
  dress(host) {
    const { colour, paper } = this.options;
    if (colour) host.style.setProperty("--outspoken-colour", colour);
    if (paper) host.style.setProperty("--outspoken-paper", paper);
    this.look(host.shadowRoot);
  }

  stop() {
    this.isStopped = true;
    if (!this.host) return;
    this.player.stop();
    this.end();
    this.buttons.clear();
    this.host.remove();
  }

  /** What will be said of an element, without a call to the network. */
  script(element) {
    return collect(element, this.getContext());
  }

  /** What script/index.js has to know of the page. */
  getContext() {
    const { options, service, strings } = this;
    return {
      words: (key) => (strings ? strings.phrase(key) : { text: "", lang: "en" }),
      wordsLang: strings ? strings.locale : "en",
      publicPage: Boolean(service.session && service.session.public),
      skip: options.skip,
      privateSelector: options.private,
    };
  }
}
