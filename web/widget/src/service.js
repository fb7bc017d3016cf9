// The calls to the service, each with the short-lived token of this page.
import { RefusedError, request } from "./network.js";

/** The service at `origin`, as a page of `site` sees it. */
export class Service {
  constructor({ origin, site }) {
    this.origin = origin;
    this.site = site;
    this.pending = null;
    this.session = null;
  }

  /** The page's session: its token, and what the institution says of it. Asked for once. */
  open() {
    this.pending = this.pending || this.askSession();
    this.pending.catch(() => (this.pending = null));
    return this.pending;
  }

  async askSession() {
    const { origin, pathname } = window.location;
    const body = JSON.stringify({ site: this.site, page: origin + pathname });
    const response = await request(`${this.origin}/narration/tokens`, json(body));
    this.session = await response.json();
    return this.session;
  }

  /** The words of a language, as strings.js takes them. */
  async getCatalog(language) {
    const response = await request(`${this.origin}/listen/${encodeURIComponent(language)}.json`);
    return response.json();
  }

  /** Name clips for items: `{id, url}` or `{id, error}` for each, in their order. */
  async nameClips(items, lang, signal) {
    const answer = await this.post("scripts", describe(items, lang), signal);
    return answer.clips;
  }

  /** The address of one clip of all items. */
  async joinClips(items, lang, signal) {
    const answer = await this.post("sections", describe(items, lang), signal);
    return answer.url;
  }

  /** What a PDF says, in the order of its tags: `{lang, blocks}`. */
  readDocument(file, lang, signal) {
    const headers = { "Content-Type": "application/pdf", "Accept-Language": lang };
    return this.post("documents", { body: file, headers }, signal);
  }

  /** The address of something the service named, as this page has to ask for it. */
  locate = (url) => new URL(url, this.origin).href;

  async post(name, options, signal) {
    const url = `${this.origin}/narration/${name}`;
    const send = async () => request(url, await this.sign(options), signal);
    let response;
    try {
      response = await send();
    } catch (error) {
      if (!(error instanceof RefusedError && error.status === 401)) throw error;
      this.pending = null; // The token is too old: the next one is as good as the first was.
      response = await send();
    }
    return response.json();
  }

  async sign(options) {
    const { token } = await this.open();
    const headers = { ...options.headers, Authorization: `Bearer ${token}` };
    return { ...options, method: "POST", headers };
  }
}

const json = (body) => ({ method: "POST", headers: { "Content-Type": "application/json" }, body });

function describe(items, lang) {
  const utterances = items.map((item, index) => {
    const { text, lang, private: isPrivate, say_as, key } = item;
    return { id: `${index}`, text, lang, private: isPrivate, say_as, key };
  });
  return json(JSON.stringify({ lang, utterances }));
}
