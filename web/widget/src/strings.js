// The words of the widget: one file for each language, from the catalogs of the service.

/** What is shown and said, in the nearest language that there is a catalog of. */
export class Strings {
  constructor(catalog) {
    this.locale = catalog.locale;
    this.direction = catalog.dir;
    this.catalog = catalog;
  }

  /** A text that is displayed, with its `{name}`s filled in. */
  shown(key, values) {
    return fill(this.catalog.shown[key] || key, values);
  }

  /** A public item that the player says of its own accord. */
  spoken(key) {
    const text = this.catalog.spoken[key];
    return { id: key, text, lang: this.locale, kind: "text", private: false, target: null };
  }

  /** A phrase added to what stands in the page: `{text, lang}`, for script/index.js. */
  phrase(key) {
    return { text: this.catalog.phrases[key] || "", lang: this.locale };
  }
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (values || {})[name] || whole);

/** The language of the page, as it says itself. */
export const getPageLanguage = () => document.documentElement.lang || "en";
