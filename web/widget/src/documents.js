// A linked PDF: fetched as the person who may see it, read by the service, kept nowhere.

const LARGEST = 10_000_000; // Bytes; the service takes no more.

/** Fetch and read the PDF of a link; resolves with its items. */
export async function collectDocument(link, service, lang, signal) {
  const file = await fetchFile(link.href, signal);
  const found = await service.readDocument(file, lang, signal);
  return found.blocks.map((block) => ({
    ...block,
    lang: block.lang || found.lang,
    private: true,
    target: link,
  }));
}

async function fetchFile(url, signal) {
  const response = await fetch(url, { credentials: "same-origin", signal });
  const file = await response.blob();
  if (response.ok && file.size <= LARGEST) return file;
  throw Object.assign(new Error(url), { words: "no_document" });
}
