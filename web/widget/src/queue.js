// One list of items on its way through the loudspeaker; the person may move about in it.

export class Queue {
  /** `say(index, signal)` says one item, and rejects when `signal` aborts it. */
  constructor(items, say) {
    this.items = items;
    this.say = say;
    this.index = 0;
    this.next = 0;
    this.aborter = new AbortController();
  }

  /** Say everything from the first item on; resolves with whether the end was reached. */
  async run() {
    while (this.next < this.items.length) {
      this.index = this.next;
      this.next = this.index + 1;
      const aborter = (this.aborter = new AbortController());
      try {
        await this.say(this.index, aborter.signal);
      } catch (error) {
        if (!aborter.signal.aborted) throw error;
      }
      if (this.stopped) return false;
    }
    return true;
  }

  stop() {
    this.stopped = true;
    this.aborter.abort();
  }

  restart() {
    this.moveTo(0);
  }

  /** Go to the first item of the next part of the page, or of the one before. */
  move(step) {
    const starts = this.items.map((_, index) => index).filter((index) => this.isStart(index));
    const here = starts.filter((start) => start <= this.index).length - 1;
    const start = starts[Math.max(here + step, 0)];
    this.moveTo(start === undefined ? this.items.length : start);
  }

  isStart(index) {
    return index === 0 || this.items[index].target !== this.items[index - 1].target;
  }

  moveTo(index) {
    this.next = index;
    this.aborter.abort();
  }
}
