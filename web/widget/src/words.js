// The words of the widget: one file for each language, from the catalogs of the service.

/** The catalog of the page's language, as /listen/<locale>.json has it. */
export let catalog = { locale: "en", phrases: {}, shown: {}, spoken: {} };

export const setCatalog = (loaded) => (catalog = loaded);

/** A text that is displayed; `part` goes where the text says so. */
export const show = (key, part) => (catalog.shown[key] || "").replace("{part}", part);

/** A public item that the player says of its own accord, in the language of a catalog. */
export const speak = (key, from = catalog) => ({ text: from.spoken[key], lang: from.locale, private: false });

/** A phrase added to what stands in the page. */
export const phrase = (key) => ({ text: catalog.phrases[key] || "", lang: catalog.locale });
