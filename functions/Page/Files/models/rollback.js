import { fill, h } from '../shell/dom.js';
import { problemView } from '../shell/problem.js';
import { ask } from '../parts/dialog.js';
import { change, seen } from './change.js';
import { routesText } from './list.js';

/** Goes back to what answered before; nothing where nothing did. */
export function rollbackButton(model, { history }) {
  if (!history?.some(earlier => !earlier.rolledBack))
    return null;
  const place = h('span', {});
  return fill(place, h('button', { type: 'button', onclick: () => rollBack(place, model) }, 'Roll back'));
}

async function rollBack(place, model) {
  try {
    const { current, etag } = await seen(model);
    const before = current.history.find(earlier => !earlier.rolledBack);
    const why = h('input', { id: 'why', autocomplete: 'off', maxlength: '1000' });
    const sure = before && await ask({
      title: `Let ${routesText(before)} of ${model} answer again?`,
      body: [h('p', {}, `Instead of ${routesText(current)}, within seconds. It answered before: ${before.reason}`), h('label', { for: 'why' }, 'Why (for those who read it later)'), why],
      accept: 'Roll back',
    });
    if (sure)
      await change(place, model, { method: 'POST', path: 'rollback', body: why.value ? { reason: why.value } : {} }, etag);
  } catch (problem) {
    fill(place, problemView(problem));
  }
}
