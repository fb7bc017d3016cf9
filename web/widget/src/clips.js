// The clips of a list of items: named in batches, and each fetched while the one before it plays.
import { request } from "./network.js";
import { origin } from "./options.js";
import { sendItems } from "./service.js";

const BATCH = 50; // The service names up to 200 at a time; fewer are answered sooner.

/** Set once a page has forbidden blob addresses for sound (Content-Security-Policy media-src). */
let areBlobsForbidden = false;

export const isBlob = (source) => /^blob:/.test(source);
export const forbidBlobs = () => (areBlobsForbidden = true);

/** Open the clips of items, as functions of an item's index. */
export function openClips(items, signal) {
  let batches = {};
  const fetched = {};

  /** The address of a clip, or nothing where it has none: there is no voice of its language. */
  async function find(index) {
    const start = index - (index % BATCH);
    const batch = (batches[start] = batches[start] || sendItems("scripts", items.slice(start, start + BATCH), signal));
    batch.catch(() => (batches = {}));
    const { url } = (await batch).clips[index - start];
    return url && origin + url;
  }

  async function fetchClip(index) {
    const url = await find(index);
    return url && (await request(url, {}, signal)).blob();
  }

  return {
    find,
    fetched,
    /** What the audio element shall play: the clip as fetched beforehand, or else its address. */
    async getSource(index) {
      const blob = await fetched[index];
      return blob && !areBlobsForbidden ? URL.createObjectURL(blob) : find(index);
    },
    /** Fetch a clip before its turn. A failure shows when its turn has come. */
    fetchAhead(index) {
      if (!items[index] || fetched[index] || areBlobsForbidden) return;
      fetched[index] = fetchClip(index).catch(() => {});
    },
    /** Fetch what would not play, with every try the network needs. */
    async fetchAgain(index) {
      const blob = await fetchClip(index).catch((error) => {
        if (!error || error.status != 404) throw error;
        // A private clip lasts for minutes, and somebody paused for longer: name it anew.
        batches = {};
        return fetchClip(index);
      });
      fetched[index] = Promise.resolve(blob);
    },
  };
}
