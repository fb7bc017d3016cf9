// A section to take along: one file of sound.
import { make } from "./elements.js";
import { request } from "./network.js";
import { origin } from "./options.js";
import { tell } from "./player.js";
import { sendItems } from "./service.js";

const MOST_ITEMS = 200; // As many as the service joins.

/** Have the service join what a scope says, and hand it to the browser's downloads. */
export async function download(scope) {
  tell("loading");
  try {
    const { signal } = new AbortController();
    const items = (await scope.collect(signal)).slice(0, MOST_ITEMS);
    const { url } = await sendItems("sections", items);
    const sound = await (await request(origin + url)).blob();
    // An address of another origin would be opened instead of saved.
    make("a", { href: URL.createObjectURL(sound), download: `${scope.title}.mp3` }).click();
    tell();
  } catch {
    tell("failed");
  }
}
