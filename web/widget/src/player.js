// What is being played, for everything that shows it: buttons, the bar, the lock screen.
import { forbidBlobs, isBlob, openClips } from "./clips.js";
import { count, isCounting } from "./counts.js";
import { canDeviceSay, findVoice, holdDevice, sayByDevice } from "./device.js";
import { clearHighlight, highlight } from "./highlight.js";
import { fetchMarks, hasSentences } from "./marks.js";
import { orAbort } from "./network.js";
import { openQueue } from "./queue.js";
import { settings } from "./settings.js";
import { pauseSound, playSound, resumeSound, setSpeed, unlock } from "./speaker.js";
import { show, speak } from "./words.js";

const LOADING_MILLISECONDS = 500; // What takes less time needs no words.
const AWAY = ["no_connection", "busy"]; // Why the service cannot be asked, as catalogs call it.

/**
 * @typedef {object} Scope something to listen to
 * @property {*} owner what it is about; the same owner again stops it
 * @property {"question"|"option"|"section"|"page"|"selection"|"document"|"own"} kind
 * @property {string} title what it is called, without a member's own values
 * @property {(signal: AbortSignal) => object[] | Promise<object[]>} collect its items, as they
 *   are at the tap
 */

/** What is going on: phase is idle, loading, playing or paused; `last` can be heard again. */
export let state = { phase: "idle", message: "" };
const listeners = new Set();
let run;
let warning;
let emergency;

/** Tell whether somebody who heard a scope is asked if it was understood. */
export const isAsked = ({ kind }) => isCounting() && /section|page/.test(kind);

/** Have a function called with the state whenever it changes. */
export const onChange = (listener) => listeners.add(listener);

export function change(changes) {
  state = { ...state, ...changes };
  for (const listener of listeners) listener(state);
}

/** Tell something in words, by the key of a catalog. */
export const tell = (key) => change({ message: key ? show(key) : "" });

/** Say something from its beginning; call it in the very task of a tap. */
export async function play(scope) {
  stop();
  unlock();
  findVoice("");
  const own = (run = { scope, aborter: new AbortController() });
  begin(own);
  try {
    await sayAll(own, await scope.collect(own.aborter.signal));
    if (own.isComplete && !own.words && isAsked(scope)) await sayAll(own, [speak("understood")]);
  } catch (error) {
    if (run == own) fail(own, error || {});
  }
  if (run == own) end(own);
}

function begin(own) {
  const { scope } = own;
  setSpeed(settings.speed);
  change({ phase: "loading", scope, last: scope.kind == "own" ? state.last : scope, message: "", finished: null });
  own.timer = setTimeout(() => tell("loading"), LOADING_MILLISECONDS);
}

async function sayAll(own, collected) {
  const items = collected.filter((item) => item.text);
  own.clips = openClips(items, own.aborter.signal);
  own.queue = openQueue(items, (index, signal) => sayItem(own, items[index], index, signal));
  own.isComplete = await own.queue.run();
}

async function sayItem(own, item, index, signal) {
  try {
    if (!own.away) return await playClip(own, item, index, signal);
  } catch (error) {
    if (signal.aborted || error.status) throw error;
    own.away = error.busy ? "busy" : "no_connection";
    count("failure", item.lang, error.busy ? "busy" : "network");
  }
  return sayOffline(own, item, signal);
}

/** Play an item's clip; one that fails is fetched with more patience, and played from there. */
async function playClip(own, item, index, signal) {
  for (let tries = 3; tries; tries -= 1) {
    const source = await orAbort(own.clips.getSource(index), signal);
    if (!source) return void (own.words = "no_voice");
    try {
      return await playSource(own, item, index, { source, signal });
    } catch (error) {
      if (signal.aborted || tries == 1) throw error;
      if (isBlob(source)) forbidBlobs();
      else await orAbort(own.clips.fetchAgain(index), signal);
    } finally {
      if (isBlob(source)) URL.revokeObjectURL(source);
    }
  }
}

async function playSource(own, item, index, { source, signal }) {
  let marks = [];
  let said = item.text;
  let isNew = true;
  const onTime = (seconds) => {
    const [, text] = marks.filter(([start]) => start <= seconds).pop() || [];
    if (text && text != said) highlight(item.target, (said = text));
  };
  const onStart = async () => {
    soundStarts(own, item);
    if (!isNew) return;
    isNew = false;
    highlight(item.target, item.text);
    own.clips.fetchAhead(index + 1);
    if (!hasSentences(item.text)) return;
    // Without times the whole text stays coloured.
    marks = await fetchMarks(await own.clips.find(index), signal).catch(() => []);
  };
  await playSound(source, signal, onStart, onTime);
}

function soundStarts(own, item) {
  clearTimeout(own.timer);
  if (!own.isCounted) count("play", item.lang);
  own.isCounted = true;
  change({ phase: "playing", message: "" });
  // The words that tell why the service is away have to be here before it is.
  emergency = emergency || openClips(AWAY.map((key) => speak(key)));
  AWAY.forEach((key, index) => emergency.fetchAhead(index));
}

async function sayOffline(own, item, signal) {
  if (!canDeviceSay(item)) return void (own.isLeft = true);
  own.words = own.away == "busy" ? own.away : "by_device";
  return sayByDevice(item, settings.speed, signal, () => {
    soundStarts(own, item);
    highlight(item.target, item.text);
  });
}

function fail(own, error) {
  if (error.status) count("failure", "", error.code);
  own.words = error.words || "failed";
  own.isLeft = own.away;
  // Why a document is not read the service knows best, in the reader's language.
  if (own.scope.kind == "document") own.message = error.status && error.message;
}

function end(own) {
  run = null;
  clearTimeout(own.timer);
  clearHighlight();
  const words = own.isLeft ? own.away : own.words;
  change({ phase: "idle", scope: null, finished: own.isComplete && !words && own.scope });
  tell(words);
  if (own.message) change({ message: own.message });
  if (own.isLeft) warn(own.away);
}

/** Say why the service is away: by sound that is here already, or by the device. */
async function warn(key) {
  const item = speak(key);
  warning = new AbortController();
  const { signal } = warning;
  try {
    const source = emergency && (await orAbort(emergency.getSource(AWAY.indexOf(key)), signal));
    if (source) await playSound(source, signal, () => {});
    else if (canDeviceSay(item)) await sayByDevice(item, settings.speed, signal);
  } catch {
    // The words stand in the page's status as well.
  }
}

/** End what is being said; nothing more is heard of it. */
export function stop() {
  if (warning) warning.abort();
  if (!run) return;
  const { queue, aborter, timer } = run;
  run = null;
  clearTimeout(timer);
  if (queue) queue.stop();
  aborter.abort();
  clearHighlight();
  change({ phase: "idle", scope: null, message: "" });
}

/** Play, or stop what the same owner has started. */
export function toggle(scope) {
  if (state.scope && state.scope.owner == scope.owner) stop();
  else play(scope);
}

export function pause() {
  if (!run) return;
  pauseSound();
  holdDevice(true);
  change({ phase: "paused" });
}

export function resume() {
  if (!run) return;
  change({ phase: "playing" });
  holdDevice(false);
  resumeSound();
}

/** Go one part of the page on (1) or back (-1). */
export function move(step) {
  if (!run || !run.queue) return;
  unlock();
  run.queue.move(step);
}
