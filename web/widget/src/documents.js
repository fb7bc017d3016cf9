// A linked PDF: fetched as the person who may see it, read by the service, kept nowhere.
import { readDocument } from "./service.js";

const LARGEST = 10_000_000; // Bytes; the service takes no more.

/** Fetch and read the PDF of a link; resolves with its items. */
export async function collectDocument(link, signal) {
  // The page's own policy may forbid it.
  const response = await fetch(link.href, { signal }).catch(() => ({}));
  const file = response.ok && (await response.blob());
  if (!file || file.size > LARGEST) throw Object.assign(Error(), { words: "no_document" });
  const { blocks, lang } = await readDocument(file, signal);
  return blocks.map((block) => ({ ...block, lang: block.lang || lang, private: true, target: link }));
}
