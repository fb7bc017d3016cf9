// One list of items on its way through the loudspeaker; the person may move about in it.

/** Open a queue; `say(index, signal)` says one item, and rejects when `signal` aborts it. */
export function openQueue(items, say) {
  let index = 0;
  let next = 0;
  let isStopped = false;
  let aborter;

  const isStart = (at) => !at || items[at].target != items[at - 1].target;
  const go = (to) => {
    next = to;
    aborter.abort();
  };

  return {
    /** Say everything from the first item on; resolves with whether the end was reached. */
    async run() {
      while (items[next] && !isStopped) {
        index = next;
        next += 1;
        aborter = new AbortController();
        const { signal } = aborter;
        await say(index, signal).catch((error) => {
          if (!signal.aborted) throw error;
        });
      }
      return !isStopped;
    },
    /** Go to the first item of the next part of the page (1), or of the one before (-1). */
    move(step) {
      let to = index;
      while (to > 0 && !isStart(to)) to -= 1;
      do to += step;
      while (items[to] && !isStart(to));
      go(Math.max(to, 0));
    },
    stop() {
      isStopped = true;
      if (aborter) aborter.abort();
    },
  };
}
