// Plays the parts of a page one after the other on one audio element.

const BATCH = 50; // The service takes 200 utterances at a time; fewer start sooner.

export class Player {
  /**
   * Safari lets one element play for good once it was loaded in a tap, so every clip uses the
   * same. `marking(element, isSaid)` is told what is being said; `busy(isBusy)` when to wait.
   */
  constructor({ marking, busy }) {
    this.audio = new Audio();
    this.marking = marking;
    this.busy = busy;
    this.aborter = null;
  }

  /** Say `parts`; resolves with whether all were said, or rejects when the sound fails. */
  async play(parts) {
    this.stop();
    this.audio.load();
    const aborter = (this.aborter = new AbortController());
    this.busy(true);
    let complete = true;
    try {
      for (let start = 0; start < parts.length; start += BATCH) {
        const batch = parts.slice(start, start + BATCH);
        const clips = await requestClips(batch, aborter.signal);
        complete = (await this.playClips(batch, clips, aborter.signal)) && complete;
      }
    } catch (error) {
      if (!aborter.signal.aborted) throw error;
    } finally {
      if (this.aborter === aborter) this.stop();
    }
    return complete;
  }

  async playClips(parts, clips, signal) {
    let complete = true;
    for (const [index, clip] of clips.entries()) {
      prefetch(clips[index + 1], signal);
      if (clip.url) await this.playClip(parts[index].element, clip.url, signal);
      else complete = false;
    }
    return complete;
  }

  playClip(element, url, signal) {
    const { audio } = this;
    return new Promise((resolve, reject) => {
      const finish = (settle, value) => {
        audio.onplaying = audio.onended = audio.onerror = null;
        signal.removeEventListener("abort", abort);
        this.marking(element, false);
        settle(value);
      };
      const abort = () => finish(reject, new DOMException("stopped", "AbortError"));
      if (signal.aborted) return abort();
      signal.addEventListener("abort", abort);
      audio.onplaying = () => {
        this.busy(false);
        this.marking(element, true);
      };
      audio.onended = () => finish(resolve);
      audio.onerror = () => finish(reject, new Error("the clip cannot be played"));
      audio.src = url;
      audio.play().catch((error) => finish(reject, error));
    });
  }

  stop() {
    if (!this.aborter) return;
    this.aborter.abort();
    this.aborter = null;
    this.busy(false);
    this.audio.pause();
    this.audio.removeAttribute("src");
    this.audio.load();
  }
}

async function requestClips(parts, signal) {
  const utterances = parts.map(({ element, ...utterance }, index) => ({ id: `${index}`, ...utterance }));
  const response = await fetch("/narration/scripts", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ lang: document.documentElement.lang, utterances }),
    signal,
  });
  if (!response.ok) throw new Error(`the service answered ${response.status}`);
  return (await response.json()).clips;
}

/** Have the service make the next clip while this one is heard. A failure shows when it plays. */
function prefetch(clip, signal) {
  if (clip && clip.url) {
    fetch(clip.url, { signal })
      .then((response) => response.arrayBuffer())
      .catch(() => {});
  }
}
