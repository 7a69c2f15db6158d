import { api, call, getJson } from '../shell/api.js';
import { announce } from '../shell/announce.js';
import { fill } from '../shell/dom.js';
import { problemView } from '../shell/problem.js';
import { showAgain } from '../shell/router.js';

/**
 * Changes what answers, and shows it; what stands in the way is shown in its place. The change is made only to what the reader saw: somebody else's in between refuses it.
 * @param place Where a problem is shown.
 * @param request `{ method, path, body }` below the model.
 * @param etag Of what the reader saw.
 */
export async function change(place, model, { method, path, body }, etag) {
  try {
    const { current } = await getJson(`${api`models/${model}`}/${path}`, {
      method, type: 'application/json', body: JSON.stringify(body), headers: { 'If-Match': etag },
    });
    showAgain();
    announce(`${current.routes.map(({ version }) => version).join(', ')} answers now. ${current.reason}`);
  } catch (problem) {
    fill(place, problemView(problem));
  }
}

/** What answers now, and the tag by which a change says that it knows. */
export async function seen(model) {
  const response = await call(api`models/${model}/current`);
  return { current: (await response.json()).current, etag: response.headers.get('ETag') };
}
