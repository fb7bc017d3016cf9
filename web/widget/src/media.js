// The play and pause keys of keyboards, headphones and lock screens.

/** Let the device's own media keys work the player; `title` never holds a member's values. */
export function joinMediaSession(player) {
  const session = navigator.mediaSession;
  if (!session || !("MediaMetadata" in window)) return;
  const keys = {
    play: () => player.resume(),
    pause: () => player.pause(),
    stop: () => player.stop(),
    previoustrack: () => player.move(-1),
    nexttrack: () => player.move(1),
  };
  for (const [key, act] of Object.entries(keys)) {
    try {
      session.setActionHandler(key, act);
    } catch {
      // This browser does not know the key.
    }
  }
  player.onChange(({ phase, scope }) => {
    session.playbackState = { playing: "playing", paused: "paused" }[phase] || "none";
    if (scope && session.metadata?.title !== scope.title) {
      session.metadata = new window.MediaMetadata({ title: scope.title, artist: window.location.hostname });
    }
  });
}
