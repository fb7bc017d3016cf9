// What is needed less often: speed, language, help, a person to talk to.
import { download } from "./download.js";
import { make, makeButton, makeGroup } from "./elements.js";
import { chooseLanguage, listVersions } from "./languages.js";
import { options } from "./options.js";
import { play, state } from "./player.js";
import { getOwn } from "./scopes.js";
import { session } from "./service.js";
import { choose, settings } from "./settings.js";
import { setSpeed } from "./speaker.js";
import { show } from "./words.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

/** Make what the panel holds, as the page and what was played last have it now. */
export const makePanel = () => [makeActions(), makeFollow(), makeSpeeds(), makeLanguages(), makePeople()].filter(Boolean);

function makeActions() {
  const { last } = state;
  return make(
    "div",
    { class: "row" },
    makeButton("help", () => play(getOwn("help", ["help"])), show("help")),
    last && makeButton("again", () => play(last), show("again")),
    last && makeButton("save", () => download(last), show("download")),
  );
}

const makeFollow = () => options.follow != "off" && makeSwitch([true], "follow", () => show("follow"));

/** Make a button for each value that a setting may have; pressing the last one again ends it. */
function makeSwitch(values, name, describe, onChoose = () => {}) {
  const buttons = values.map((value) => makeButton("", () => press(value), describe(value)));
  const draw = () =>
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", settings[name] == values[index]));
  const press = (value) => {
    choose(name, value === true ? !settings[name] : value);
    onChoose(value);
    draw();
  };
  draw();
  return make("div", { class: "row" }, ...buttons);
}

const makeTitled = (key, row) => makeGroup("", show(key), make("p", {}, show(key)), row);
const makeSpeeds = () => makeTitled("speed", makeSwitch(SPEEDS, "speed", (speed) => `${speed}×`, setSpeed));

function makeLanguages() {
  const versions = listVersions();
  if (versions.length < 2) return null;
  return makeTitled("language", make("div", { class: "row" }, ...versions.map(makeLanguage)));
}

function makeLanguage(version) {
  const [tag, href, name] = version;
  const isHere = tag.toLowerCase() == document.documentElement.lang.toLowerCase();
  const onclick = (event) => {
    event.preventDefault();
    chooseLanguage(version);
  };
  return make("a", { href, hreflang: tag, lang: tag, "aria-current": isHere && "true", onclick }, name);
}

/** Links to a person: the institution's own choice for this page, else what its site says. */
function makePeople() {
  const phone = options.phone || session.phone;
  const contact = options.contact || session.contact;
  return make(
    "div",
    { class: "row" },
    phone && makeLink(`tel:${phone.replace(/[^+\d*#]/g, "")}`, phone),
    contact && makeLink(/^(\w+:|\/)/.test(contact) ? contact : `mailto:${contact}`, contact),
  );
}

const makeLink = (href, text) =>
  make("a", { href }, make("i", { class: "person" }), make("span", {}, `${show("person")} ${text}`));
