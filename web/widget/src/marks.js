// When each sentence of a clip is spoken: WebVTT as the service writes it.
import { request } from "./network.js";

const TIMES = /(\d+):(\d+):([\d.]+) --> (\d+):(\d+):([\d.]+)/;
const MANY_SENTENCES = /[.!?؟…]["')\]»”]*\s+\S|[。！？]./;

/** Tell whether a text is worth asking for times: it has more than one sentence. */
export const hasSentences = (text) => MANY_SENTENCES.test(text);

/** Fetch the marks of a clip: `{start, end, text}` in seconds. Without them there are none. */
export async function fetchMarks(clipUrl, signal) {
  try {
    const response = await request(clipUrl.replace(/\.\w+$/, ".vtt"), {}, signal);
    return parseMarks(await response.text());
  } catch {
    return [];
  }
}

export function parseMarks(vtt) {
  return vtt.split(/\n\n+/).flatMap((cue) => {
    const lines = cue.split("\n");
    const at = lines.findIndex((line) => TIMES.test(line));
    if (at < 0) return [];
    const [, h1, m1, s1, h2, m2, s2] = lines[at].match(TIMES).map(Number);
    const text = unescape(lines.slice(at + 1).join(" "));
    return [{ start: h1 * 3600 + m1 * 60 + s1, end: h2 * 3600 + m2 * 60 + s2, text }];
  });
}

const ESCAPED = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const unescape = (text) => text.replace(/&(lt|gt|amp);/g, (entity) => ESCAPED[entity]);
