// A section to take along: one file of sound.
import { request } from "./network.js";
import { make } from "./elements.js";

const MOST_ITEMS = 200; // As many as the service joins.

/** Have the service join what a scope says, and hand it to the browser's downloads. */
export async function download(scope, service, lang) {
  const { signal } = new AbortController();
  const items = (await scope.collect(signal)).filter((item) => item.text).slice(0, MOST_ITEMS);
  const url = service.locate(await service.joinClips(items, lang, signal));
  const sound = await (await request(url, {}, signal)).blob();
  const name = scope.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const address = URL.createObjectURL(sound);
  // An address of another origin would be opened instead of saved.
  make("a", { href: address, download: `${name || "sound"}.mp3` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
