// Requests that survive a bad network: a time limit, and another try after a pause.

const SECONDS = 15;
const PAUSES = [300, 900, 2000]; // Milliseconds before the second, third and fourth try.
const LONGEST_SECONDS = 15; // Nobody waits longer for a service that is busy.
const BUSY = [429, 502, 503, 504];

/**
 * Fetch, trying again where the network or a busy server is at fault, which may say how long to
 * wait. Rejects when `signal` aborts; when nothing helps; or with an error that has the `status`
 * of a refusal, with the service's own `code` and `message`; or with the status that a `busy` service gave to the end.
 */
export async function request(url, settings, signal) {
  let response;
  for (const pause of [...PAUSES, 0]) {
    response = await attempt(url, settings, signal);
    if (response.ok) return response;
    const seconds = response.status ? +response.headers.get("Retry-After") || 0 : 0;
    const isHopeless = response.status && !BUSY.includes(response.status);
    if (isHopeless) await refuse(response);
    if (seconds > LONGEST_SECONDS) break;
    if (pause) await orAbort(sleep(seconds * 1000 + pause), signal);
  }
  throw Object.assign(Error(url), { busy: response.status });
}

const sleep = (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds));

async function attempt(url, settings, signal) {
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = setTimeout(stop, SECONDS * 1000);
  try {
    return await orAbort(fetch(url, { ...settings, signal: limit.signal }), signal);
  } catch {
    if (signal && signal.aborted) stop();
    return {};
  } finally {
    clearTimeout(timer);
  }
}

async function refuse(response) {
  const answer = await response.json().catch(() => ({}));
  throw Object.assign(Error(), { status: response.status }, answer.error);
}

/** Wait for a promise, but no longer than until `signal` aborts: then reject. */
export const orAbort = (promise, signal) =>
  new Promise((resolve, reject) => {
    if (signal) signal.addEventListener("abort", reject);
    if (signal && signal.aborted) reject();
    promise.then(resolve, reject);
  });
