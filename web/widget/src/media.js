// The play and pause keys of keyboards, headphones and lock screens.
import { move, pause, resume, stop } from "./player.js";

const session = navigator.mediaSession;

let isJoined = false;

/** Let the device's own media keys work the player. */
function join() {
  isJoined = true;
  const keys = { play: resume, pause, stop, previoustrack: () => move(-1), nexttrack: () => move(1) };
  for (const key in keys) {
    try {
      session.setActionHandler(key, keys[key]);
    } catch {
      // This browser does not know the key.
    }
  }
}

/** Show on the lock screen what is played; a title never holds a member's values. */
export function showOnLockScreen({ phase, scope }) {
  if (!session || !window.MediaMetadata) return;
  if (!isJoined) join();
  session.playbackState = phase == "playing" || phase == "paused" ? phase : "none";
  if (phase == "loading") session.metadata = new MediaMetadata({ title: scope.title });
}
