import { Problem } from './problem.js';

const patience = 30;

/**
 * Reads a status until nothing will change, as often as the API says, and not while nobody looks.
 * @param read Gives `{ value, again }`; `again` is in seconds, null at the end.
 * @param show Gets each value.
 * @param lost Gets what stands in the way; null when it has passed.
 * @returns whether the end was reached.
 */
export async function poll(read, show, signal, lost = () => {}) {
  for (let failures = 0; ;) {
    let again;
    try {
      const status = await read(signal);
      signal.throwIfAborted();
      show(status.value);
      lost(null);
      failures = 0;
      again = status.again;
    } catch (problem) {
      if (signal.aborted)
        return false;
      lost(problem);
      if (!mayPass(problem))
        return false;
      again = Math.min(patience, problem.retryAfter ?? 2 ** ++failures);
    }
    if (again === null)
      return true;
    await pause(1000 * again, signal);
    await seen(signal);
    if (signal.aborted)
      return false;
  }
}

// Not reached, overloaded, or broken for now.
const mayPass = problem => problem instanceof Problem && (problem.status === 0 || problem.status === 429 || problem.status >= 500);

/** Waits, or until the signal ends it. */
export const pause = (milliseconds, signal) => new Promise(resolve => {
  const timer = setTimeout(resolve, milliseconds);
  signal?.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
});

const seen = signal => document.visibilityState === 'visible' ? null : new Promise(resolve => {
  document.addEventListener('visibilitychange', resolve, { once: true });
  signal.addEventListener('abort', resolve, { once: true });
});
