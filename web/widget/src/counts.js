// Anonymous counts for the institution: what was played, in which language, and what failed.
import { options, origin } from "./options.js";
import { session } from "./service.js";

let events = [];

/** Tell whether plays are counted: the institution may say no, and so may the person's browser. */
export const isCounting = () =>
  options.counts != "off" && session.counts && !navigator.globalPrivacyControl && navigator.doNotTrack != "1";

/** Count something that happened; the page's address travels in the token alone. */
export function count(event, lang, reason) {
  if (isCounting()) events.push({ event, lang, reason });
  if (events.length > 19) sendCounts();
}

export function sendCounts() {
  if (events.length) {
    navigator.sendBeacon(`${origin}/narration/counts`, JSON.stringify({ token: session.token, events }));
  }
  events = [];
}

addEventListener("pagehide", sendCounts);
document.addEventListener("visibilitychange", sendCounts);
