// Anonymous counts for the institution: what was played, in which language, and what failed.

const FULL = 20;

/** Tell whether the person's browser asks not to be counted. */
const isRefused = () => navigator.globalPrivacyControl === true || navigator.doNotTrack === "1";

export class Counts {
  /** `isOn` is the institution's choice; the page's address travels in the token alone. */
  constructor(service, isOn) {
    this.service = service;
    this.isOn = isOn && !isRefused();
    this.events = [];
    this.flush = this.flush.bind(this);
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    window.addEventListener("pagehide", this.flush);
  }

  add(event, lang, reason) {
    if (!this.isOn) return;
    this.events.push({ event, lang, reason });
    if (this.events.length >= FULL) this.flush();
  }

  flush() {
    const { session } = this.service;
    if (!this.events.length || !session || !session.counts) return;
    const body = JSON.stringify({ token: session.token, events: this.events.splice(0) });
    navigator.sendBeacon(`${this.service.origin}/narration/counts`, body);
  }
}
