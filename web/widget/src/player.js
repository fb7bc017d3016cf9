// What is being played, for everything that shows it: buttons, the bar, the lock screen.
import { Clips, forbidBlobs } from "./clips.js";
import { canDeviceSay, sayByDevice, wakeDevice } from "./device.js";
import { fetchMarks, hasSentences } from "./marks.js";
import { RefusedError, UnreachableError, orAbort } from "./network.js";
import { Queue } from "./queue.js";
import { PlaybackError } from "./speaker.js";

const LOADING_MILLISECONDS = 500; // What takes less time needs no words.
const TRIES = 3;

/**
 * @typedef {object} Scope something to listen to
 * @property {object} owner what started it; the same owner again stops it
 * @property {"question"|"option"|"section"|"page"|"selection"|"document"|"own"} kind
 * @property {string} title what it is called, without a member's own values
 * @property {(signal: AbortSignal) => object[] | Promise<object[]>} collect its items, as they
 *   are at the tap
 */

export class Player {
  constructor({ service, strings, settings, speaker, highlighter, counts }) {
    Object.assign(this, { service, strings, settings, speaker, highlighter, counts });
    this.listeners = [];
    this.state = { phase: "idle", scope: null, last: null, message: "", finished: null };
    this.run = null;
    speaker.setSpeed(settings.get("speed"));
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  change(changes) {
    this.state = { ...this.state, ...changes };
    for (const listener of this.listeners) listener(this.state);
  }

  /** Say something from its beginning; call it in the very task of a tap. */
  async play(scope) {
    this.speaker.unlock();
    wakeDevice();
    this.stop();
    const run = (this.run = { scope, aborter: new AbortController(), words: "" });
    this.begin(run);
    try {
      await this.say(run, await scope.collect(run.aborter.signal));
    } catch (error) {
      if (this.run === run) await this.fail(run, error);
    }
    if (this.run === run) this.end(run);
  }

  begin(run) {
    this.speaker.paused = false;
    const kept = run.scope.kind === "own" ? this.state.last : run.scope;
    this.change({ phase: "loading", scope: run.scope, last: kept, message: "", finished: null });
    const tell = () => this.state.phase === "loading" && this.tell("loading");
    run.timer = setTimeout(tell, LOADING_MILLISECONDS);
  }

  tell(key) {
    this.change({ message: key && this.strings.shown(key) });
  }

  async say(run, items) {
    run.items = items.filter((item) => item.text);
    run.clips = new Clips(this.service, run.items, this.strings.locale, run.aborter.signal);
    run.queue = new Queue(run.items, (index, signal) => this.sayItem(run, index, signal));
    run.complete = await run.queue.run();
  }

  async sayItem(run, index, signal) {
    const item = run.items[index];
    if (run.offline) return this.sayOffline(run, item, signal);
    try {
      return await this.playClip(run, index, signal);
    } catch (error) {
      if (signal.aborted || error instanceof RefusedError) throw error;
      run.offline = true;
      this.counts.add("failure", item.lang, "network");
      return this.sayOffline(run, item, signal);
    }
  }

  async playClip(run, index, signal) {
    for (let tries = TRIES; ; tries -= 1) {
      const source = await orAbort(run.clips.getSource(index), signal);
      if (!source) return void (run.words = "no_voice");
      try {
        return await this.playSource(run, index, { source, signal });
      } catch (error) {
        if (!(error instanceof PlaybackError) || tries === 1) throw error;
        if (source.startsWith("blob:")) forbidBlobs();
        else await orAbort(run.clips.fetchAgain(index), signal);
      } finally {
        if (source.startsWith("blob:")) URL.revokeObjectURL(source);
      }
    }
  }

  async playSource(run, index, { source, signal }) {
    const item = run.items[index];
    let marks = [];
    let said = item.text;
    const onTime = (seconds) => {
      const mark = marks.find(({ start, end }) => seconds >= start && seconds < end);
      if (mark && mark.text !== said) this.highlighter.show(item.target, (said = mark.text));
    };
    const onFirstSound = async () => {
      this.highlighter.show(item.target, item.text);
      run.clips.fetchAhead(index + 1);
      if (hasSentences(item.text)) marks = await fetchMarks(await run.clips.find(index), signal);
    };
    let isNew = true;
    const onStart = () => {
      this.soundStarts(run, item);
      if (isNew) onFirstSound();
      isNew = false;
    };
    await this.speaker.play(source, { signal, onStart, onTime });
  }

  soundStarts(run, item) {
    clearTimeout(run.timer);
    if (!run.counted) this.counts.add("play", item.lang);
    run.counted = true;
    this.change({ phase: "playing", message: "" });
    this.keepEmergency();
  }

  /** Have the words that tell of a lost network here before it is lost. */
  keepEmergency() {
    if (this.emergency) return;
    const item = this.strings.spoken("no_connection");
    this.emergency = new Clips(this.service, [item], item.lang);
    this.emergency.fetchAhead(0);
  }

  async sayOffline(run, item, signal) {
    if (!canDeviceSay(item)) return void (run.left = true);
    run.words = "by_device";
    const onStart = () => {
      this.soundStarts(run, item);
      this.highlighter.show(item.target, item.text);
    };
    return sayByDevice(item, this.settings.get("speed"), signal, onStart);
  }

  /** Say in words, and by sound where there is any, that it did not work. */
  async fail(run, error) {
    run.words = error.words || "failed";
    // Why a document is not read the service knows best, in the reader's language.
    const isTold = run.scope.kind === "document" && error instanceof RefusedError;
    if (isTold) run.message = error.message;
    if (error instanceof RefusedError) this.counts.add("failure", this.strings.locale, error.code);
    if (error instanceof UnreachableError) run.left = true;
  }

  end(run) {
    clearTimeout(run.timer);
    this.run = null;
    this.highlighter.clear();
    const words = run.left ? "no_connection" : run.words;
    const finished = run.complete && !words ? run.scope : null;
    this.change({ phase: "idle", scope: null, finished });
    this.tell(words);
    if (run.message) this.change({ message: run.message });
    if (run.left) this.playEmergency();
  }

  /** Say that the network is lost, from sound that is here already or by the device. */
  async playEmergency() {
    const item = this.strings.spoken("no_connection");
    const { signal } = (this.warning = new AbortController());
    const nothing = () => {};
    const blob = this.emergency && (await this.emergency.fetched.get(0));
    try {
      if (signal.aborted) return;
      const source = blob && URL.createObjectURL(blob);
      if (source) await this.speaker.play(source, { signal, onStart: nothing, onTime: nothing });
      else if (canDeviceSay(item)) await sayByDevice(item, 1, signal, nothing);
    } catch {
      // The words stand in the page's status as well.
    }
  }

  /** End what is being said; nothing more is heard of it. */
  stop() {
    const { run } = this;
    if (this.warning) this.warning.abort();
    if (!run) return;
    this.run = null;
    clearTimeout(run.timer);
    if (run.queue) run.queue.stop();
    run.aborter.abort();
    this.highlighter.clear();
    this.change({ phase: "idle", scope: null, message: "" });
  }

  /** Play, or stop what the same owner has started. */
  toggle(scope) {
    const current = this.state.scope;
    if (current && current.owner === scope.owner) this.stop();
    else this.play(scope);
  }

  pause() {
    if (!this.run) return;
    this.speaker.pause();
    if (window.speechSynthesis) window.speechSynthesis.pause();
    this.change({ phase: "paused" });
  }

  resume() {
    if (!this.run) return;
    this.change({ phase: "playing" });
    if (window.speechSynthesis) window.speechSynthesis.resume();
    this.speaker.resume();
  }

  /** Go one part of the page on (1) or back (-1). */
  move(step) {
    if (!this.run || !this.run.queue) return;
    this.speaker.paused = false;
    this.run.queue.move(step);
  }

  /** Say what was said last once more, from its beginning. */
  again() {
    if (this.state.last) this.play(this.state.last);
  }

  setSpeed(speed) {
    this.settings.set("speed", speed);
    this.speaker.setSpeed(speed);
  }
}
