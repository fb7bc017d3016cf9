// The one audio element. Safari lets an element play for good once it was loaded in a tap, so
// every clip has to use the same.
import { makeAbort, throwIfAborted } from "./network.js";

const STALL_SECONDS = 15;

/** A clip could not be played from its address. */
export class PlaybackError extends Error {}

export class Speaker {
  constructor() {
    this.audio = document.createElement("audio");
    this.audio.preload = "auto";
    this.unlocked = false;
    this.paused = false;
  }

  /** Earn the right to play; call it in the very task of a tap. */
  unlock() {
    if (!this.unlocked) this.audio.load();
    this.unlocked = true;
  }

  setSpeed(speed) {
    this.audio.defaultPlaybackRate = speed;
    this.audio.playbackRate = speed;
  }

  pause() {
    this.paused = true;
    this.audio.pause();
  }

  resume() {
    this.paused = false;
    // A clip that cannot go on says so by its error event.
    if (this.audio.src) this.audio.play().catch(() => {});
  }

  /**
   * Play one clip to its end; `onStart` is called whenever sound starts or goes on after a wait,
   * `onTime(seconds)` a few times a second. Rejects with PlaybackError, or AbortError when `signal` says so.
   */
  async play(url, { signal, onStart, onTime }) {
    throwIfAborted(signal);
    const listening = new Map();
    let stall;
    try {
      await new Promise((resolve, reject) => {
        const fail = () => reject(new PlaybackError(url));
        const calm = () => clearTimeout(stall);
        const worry = () => (calm(), (stall = setTimeout(fail, STALL_SECONDS * 1000)));
        listening.set("ended", resolve).set("error", fail).set("waiting", worry);
        listening.set("pause", calm);
        listening.set("playing", () => (calm(), onStart()));
        listening.set("timeupdate", () => (calm(), onTime(this.audio.currentTime)));
        for (const [name, listener] of listening) this.audio.addEventListener(name, listener);
        signal.addEventListener("abort", () => reject(makeAbort()));
        this.start(url, fail);
      });
    } finally {
      clearTimeout(stall);
      for (const [name, listener] of listening) this.audio.removeEventListener(name, listener);
      this.empty();
    }
  }

  start(url, fail) {
    this.audio.src = url;
    if (this.paused) return;
    // A pause during the first bytes rejects the promise as well: that is no failure.
    this.audio.play().catch(() => this.paused || fail());
  }

  empty() {
    this.audio.pause();
    this.audio.removeAttribute("src");
  }
}
