// When each sentence of a clip is spoken: WebVTT as the service writes it.
import { request } from "./network.js";

const MANY_SENTENCES = /[.!?؟…]["')\]»”]*\s+\S|[。！？]./;
const CUE = /(\d+):(\d+):([\d.]+) --> .*\n(.+)/g;
const ESCAPED = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** Tell whether a text is worth asking for times: it has more than one sentence. */
export const hasSentences = (text) => MANY_SENTENCES.test(text);

/** Fetch the marks of a clip, as [second at which it starts, sentence]. */
export async function fetchMarks(url, signal) {
  const response = await request(url.replace(/\w+$/, "vtt"), {}, signal);
  return [...(await response.text()).matchAll(CUE)].map(([, hours, minutes, seconds, text]) => [
    hours * 3600 + minutes * 60 + +seconds,
    text.replace(/&\w+;/g, (escaped) => ESCAPED[escaped] || escaped),
  ]);
}
