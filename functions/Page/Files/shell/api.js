import { askForKey, currentKey } from './key.js';
import { Problem, seconds } from './problem.js';

/**
 * Asks the API. A key that is known goes with it; where one is missing or wrong it is asked for, once, and the request is sent again.
 * @throws {Problem} on every answer but success.
 */
export async function call(path, { method = 'GET', body, type, accept = 'application/json', headers, signal } = {}) {
  let key = currentKey();
  while (true) {
    const response = await send(path, { method, body, signal, headers: { ...headersOf(key, type, accept), ...headers } });
    if (response.ok)
      return response;
    if (response.status !== 401)
      throw await Problem.of(response);
    // Another request may have been given a key in the meantime.
    key = currentKey() === key ? await askForKey() : currentKey();
    signal?.throwIfAborted();
    if (key === null)
      throw new Problem({ status: 401, title: 'A key is needed', detail: 'This app answers with a function key only. Load the page again to give one.' });
  }
}

/** The JSON of an answer. */
export const getJson = async (path, options) => (await call(path, options)).json();

/** Sends JSON, and gives the JSON of the answer. */
export const sendJson = (method, path, value, options) => getJson(path, {
  ...options, method, type: 'application/json', body: typeof value === 'string' ? value : JSON.stringify(value),
});

/** The JSON of a status, and the seconds after which asking again is worth it; null once nothing will change. */
export async function getStatus(path, signal) {
  const response = await call(path, { signal });
  return { value: await response.json(), again: seconds(response) };
}

/** All pages of a list, up to a number of items; `next` is null when that was all. */
export async function getList(path, { member = 'items', most = 1000, signal } = {}) {
  const items = [];
  let next = null;
  do {
    const after = next === null ? '' : `${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(next)}`;
    const page = await getJson(path + after, { signal });
    items.push(...page[member]);
    next = page.next ?? null;
  } while (next !== null && items.length < most);
  return { items, next };
}

/** A path with its parts escaped: api`models/${name}`. */
export const api = (texts, ...values) =>
  `/api/${texts.reduce((path, text, i) => path + encodeURIComponent(values[i - 1]) + text)}`;

function headersOf(key, type, accept) {
  const headers = { Accept: accept };
  if (key !== null)
    headers['x-functions-key'] = key;
  if (type)
    headers['Content-Type'] = type;
  return headers;
}

async function send(path, request) {
  try {
    return await fetch(path, { ...request, redirect: 'error', cache: 'no-cache' });
  } catch (error) {
    if (request.signal?.aborted)
      throw error;
    throw new Problem({ title: 'The app does not answer', detail: 'It may have been stopped, or the network is down. This page goes on when it is back.' });
  }
}
