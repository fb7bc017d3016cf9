// The voices of the device itself, for when the service cannot be reached: public text alone, and
// only voices that work without a network, which do not send the text anywhere.

const synthesis = window.speechSynthesis;
const primary = (tag) => tag.toLowerCase().split(/[-_]/)[0];

/** Find a voice; some browsers make their list of voices only after the first question. */
export const findVoice = (lang) =>
  synthesis && synthesis.getVoices().find((voice) => voice.localService && primary(voice.lang) == primary(lang));

/** Tell whether this device may say an item, and has a voice of its language. */
export const canDeviceSay = (item) => !item.private && findVoice(item.lang);

/** Say an item with the device's own voice; rejects when `signal` aborts. */
export const sayByDevice = (item, speed, signal, onStart) =>
  new Promise((resolve, reject) => {
    const utterance = Object.assign(new SpeechSynthesisUtterance(item.text), {
      voice: findVoice(item.lang),
      lang: item.lang,
      rate: speed,
      onstart: onStart,
      onend: resolve,
      onerror: resolve,
    });
    signal.addEventListener("abort", () => (synthesis.cancel(), reject()));
    synthesis.speak(utterance);
  });

/** Hold the device's voice, or let it go on. */
export const holdDevice = (isHeld) => synthesis && synthesis[isHeld ? "pause" : "resume"]();
