// The voices of the device itself, for when the service cannot be reached: public text alone, and
// only voices that work without a network, which do not send the text anywhere.
import { makeAbort } from "./network.js";

const primary = (tag) => tag.toLowerCase().split(/[-_]/)[0];

function findVoice(lang) {
  if (!window.speechSynthesis) return undefined;
  const voices = window.speechSynthesis.getVoices();
  return voices.find((voice) => voice.localService && primary(voice.lang) === primary(lang));
}

/** Have the browser get its list of voices ready; some fill it only after the first question. */
export const wakeDevice = () => findVoice("");

/** Tell whether this device may say an item, and has a voice of its language. */
export const canDeviceSay = (item) => !item.private && Boolean(findVoice(item.lang));

/** Say an item with the device's own voice; rejects with AbortError when `signal` says so. */
export function sayByDevice(item, speed, signal, onStart) {
  return new Promise((resolve, reject) => {
    const utterance = new SpeechSynthesisUtterance(item.text);
    utterance.voice = findVoice(item.lang);
    utterance.lang = item.lang;
    utterance.rate = speed;
    utterance.onstart = onStart;
    utterance.onend = resolve;
    utterance.onerror = () => (signal.aborted ? reject(makeAbort()) : resolve());
    signal.addEventListener("abort", () => (window.speechSynthesis.cancel(), reject(makeAbort())));
    window.speechSynthesis.speak(utterance);
  });
}
