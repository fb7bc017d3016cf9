// The calls to the service, each with the short-lived token of this page.
import { request } from "./network.js";
import { options, origin } from "./options.js";
import { catalog } from "./words.js";

/** What the service told this page: its token, whether it is public, whom members can talk to. */
export let session = {};
let opening;

/** Ask for this page's session, once. */
export function openSession() {
  opening = opening || askSession();
  opening.catch(() => (opening = null));
  return opening;
}

/**
 * Reject if this page is refused. A browser hides why from a page of an unknown origin, as if the
 * network were lost: but then the service answers where it answers everybody.
 */
export async function checkRefusal({ status, busy }) {
  const look = () => fetch(`${origin}/listen/en.json`, { cache: "no-store" }).catch(() => {});
  if (status == 403 || !(status || busy || !(await look())))
    throw Error(`Outspoken: ${location.origin} is not of site "${options.site}": see outspoken sites`);
}

/** Forget the session: the next call asks for another. */
export const closeSession = () => (opening = null);

async function askSession() {
  const page = location.origin + location.pathname;
  const response = await request(`${origin}/narration/tokens`, write({ site: options.site, page }));
  session = await response.json();
}

/** The words of a language, as words.js takes them. */
export const loadCatalog = async (language) =>
  (await request(`${origin}/listen/${encodeURIComponent(language)}.json`)).json();

/** Hand items in: to "scripts", which names a clip for each, or "sections", which joins them. */
export const sendItems = (path, items, signal) =>
  call(path, write({ lang: catalog.locale, utterances: items.map(describe) }), signal);

/** What a PDF says, in the order of its tags: `{lang, blocks}`. */
export const readDocument = (body, signal) =>
  call("documents", { body, headers: { "Content-Type": "application/pdf", "Accept-Language": catalog.locale } }, signal);

async function call(path, settings, signal) {
  const send = async () => {
    await openSession();
    const headers = { ...settings.headers, Authorization: `Bearer ${session.token}` };
    return request(`${origin}/narration/${path}`, { ...settings, method: "POST", headers }, signal);
  };
  const response = await send().catch((error) => {
    if (!error || error.status != 401) throw error;
    // The token is too old: another is as good as the first one was.
    closeSession();
    return send();
  });
  return response.json();
}

const write = (body) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

function describe(item, index) {
  const { text, lang, private: isPrivate, say_as, key } = item;
  return { id: `${index}`, text, lang, private: isPrivate, say_as, key };
}
