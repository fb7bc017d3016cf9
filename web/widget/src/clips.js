// The clips of a list of items: named in batches, and each fetched while the one before it plays.
import { RefusedError, request } from "./network.js";

const BATCH = 50; // The service names up to 200 at a time; fewer are answered sooner.

/** Set once a page has forbidden blob addresses for sound (Content-Security-Policy media-src). */
let blobsForbidden = false;

export const forbidBlobs = () => (blobsForbidden = true);

export class Clips {
  constructor(service, items, lang, signal) {
    Object.assign(this, { service, items, lang, signal });
    this.batches = new Map();
    this.fetched = new Map();
  }

  /** The address of an item's clip, or null where it has none (no voice of its language). */
  async find(index) {
    const batch = Math.floor(index / BATCH);
    if (!this.batches.has(batch)) {
      const items = this.items.slice(batch * BATCH, (batch + 1) * BATCH);
      const asked = this.service.nameClips(items, this.lang, this.signal);
      asked.catch(() => this.batches.delete(batch));
      this.batches.set(batch, asked);
    }
    const clip = (await this.batches.get(batch))[index % BATCH];
    return clip && clip.url ? this.service.locate(clip.url) : null;
  }

  /** What the audio element shall play: the clip as fetched beforehand, or else its address. */
  async getSource(index) {
    const blob = await (this.fetched.get(index) || null);
    if (blob && !blobsForbidden) return URL.createObjectURL(blob);
    return this.find(index);
  }

  /** Fetch a clip before its turn. A failure shows when the clip is asked for again. */
  fetchAhead(index) {
    if (index >= this.items.length || this.fetched.has(index) || blobsForbidden) return;
    this.fetched.set(index, this.fetch(index).catch(() => (this.fetched.delete(index), null)));
  }

  /** Fetch a clip now, with every try the network needs; rejects when it cannot be had. */
  async fetch(index) {
    const url = await this.find(index);
    if (!url) return null;
    const response = await request(url, {}, this.signal);
    return response.blob();
  }

  /** Fetch again what would not play, so that the next source is sound that is here already. */
  async fetchAgain(index) {
    const blob = await this.fetch(index).catch((error) => {
      if (!(error instanceof RefusedError && error.status === 404)) throw error;
      // A private clip lasts for minutes, and somebody paused for longer: name it anew.
      this.batches.clear();
      return this.fetch(index);
    });
    this.fetched.set(index, Promise.resolve(blob));
  }
}
