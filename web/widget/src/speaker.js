// The one audio element. Safari lets an element play for good once it was loaded in a tap, so
// every clip has to use the same.
import { make } from "./elements.js";

const STALL_SECONDS = 15;

export const audio = make("audio", { preload: "auto" });
let isUnlocked = false;
let isPaused = false;

/** Earn the right to play; call it in the very task of a tap. */
export function unlock() {
  if (!isUnlocked) audio.load();
  isUnlocked = true;
  isPaused = false;
}

export function setSpeed(speed) {
  audio.defaultPlaybackRate = audio.playbackRate = speed;
}

export function pauseSound() {
  isPaused = true;
  audio.pause();
}

export function resumeSound() {
  isPaused = false;
  // A clip that cannot go on says so by its error event.
  if (audio.src) audio.play().catch(() => {});
}

/**
 * Play one clip to its end. `onStart` is called whenever sound begins or goes on after a wait,
 * `onTime` a few times a second. Rejects with an Error when the clip cannot be played, and with an
 * event when `signal` aborts.
 */
export async function playSound(source, signal, onStart, onTime) {
  let stall;
  try {
    await new Promise((resolve, reject) => {
      const fail = () => reject(Error(source));
      const calm = () => clearTimeout(stall);
      signal.addEventListener("abort", reject);
      audio.onended = resolve;
      audio.onerror = fail;
      audio.onpause = calm;
      audio.onwaiting = () => (calm(), (stall = setTimeout(fail, STALL_SECONDS * 1000)));
      audio.onplaying = () => (calm(), onStart());
      audio.ontimeupdate = () => (calm(), onTime && onTime(audio.currentTime));
      audio.src = source;
      // A pause during the first bytes rejects the promise as well: that is no failure.
      if (!isPaused) audio.play().catch(() => isPaused || fail());
    });
  } finally {
    clearTimeout(stall);
    audio.onended = audio.onerror = audio.onpause = audio.onwaiting = audio.onplaying = audio.ontimeupdate = null;
    audio.pause();
    audio.removeAttribute("src");
  }
}
