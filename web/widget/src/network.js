// Requests that survive a bad network: a time limit, and another try after a pause.

const SECONDS = 15;
const PAUSES = [300, 900, 2000]; // Milliseconds before the second, third and fourth try.
const BUSY = [429, 502, 503, 504];

/** The service cannot be reached, after every try. */
export class UnreachableError extends Error {}

/** The service answered, and refused; `code` is its own word for why. */
export class RefusedError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * Fetch, trying again where the network or a busy server is at fault. Rejects with an AbortError
 * when `signal` says so, else with UnreachableError or RefusedError.
 */
export async function request(url, options, signal) {
  for (const pause of [...PAUSES, null]) {
    const response = await attempt(url, options, signal);
    if (response && !BUSY.includes(response.status)) return accept(response);
    if (pause === null) break;
    await wait(pause, signal);
  }
  throw new UnreachableError(url);
}

async function attempt(url, options, signal) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), SECONDS * 1000);
  const stop = () => limit.abort();
  if (signal) signal.addEventListener("abort", stop);
  try {
    throwIfAborted(signal);
    return await fetch(url, { ...options, signal: limit.signal });
  } catch {
    throwIfAborted(signal);
    return null;
  } finally {
    clearTimeout(timer);
    if (signal) signal.removeEventListener("abort", stop);
  }
}

async function accept(response) {
  if (response.ok) return response;
  const answer = await response.json().catch(() => ({}));
  const { code, message } = answer.error || {};
  throw new RefusedError(response.status, code || "", message || "");
}

function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    const stop = () => (clearTimeout(timer), reject(makeAbort()));
    if (signal) signal.addEventListener("abort", stop, { once: true });
  });
}

export const makeAbort = () => new DOMException("stopped", "AbortError");

/** What AbortSignal.throwIfAborted() does in newer browsers. */
export function throwIfAborted(signal) {
  if (signal && signal.aborted) throw makeAbort();
}

/** Wait for a promise, but no longer than until `signal` aborts. */
export function orAbort(promise, signal) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(makeAbort());
    signal.addEventListener("abort", () => reject(makeAbort()), { once: true });
    return promise.then(resolve, reject);
  });
}
