import { fill, h } from '../shell/dom.js';
import { figure } from '../shell/format.js';
import { problemView } from '../shell/problem.js';
import { ask } from '../parts/dialog.js';
import { change, seen } from './change.js';

/** Divides requests among versions, and asks one more whose answers are only logged. */
export function splitButton(model, manifests) {
  const place = h('span', {});
  return fill(place, h('button', { type: 'button', onclick: () => split(place, model, manifests) }, 'Divide requests'));
}

async function split(place, model, manifests) {
  try {
    const { current, etag } = await seen(model);
    const shares = manifests.map(({ version, test }) => shareField(version, test, current));
    const shadow = h('select', { id: 'shadow' }, h('option', { value: '' }, 'none'),
      manifests.map(({ version }) => h('option', { value: version, selected: version === current.shadow }, version)));
    const why = h('input', { id: 'why', autocomplete: 'off', maxlength: '1000' });
    const sure = await ask({
      title: `Who answers for ${model}?`,
      body: [
        h('fieldset', {}, h('legend', {}, 'Per cent of requests'), shares.map(({ field }) => field)),
        h('label', { for: 'shadow' }, 'Shadow: asked too, answers only logged'), shadow,
        h('label', { for: 'why' }, 'Why (for those who read it later)'), why,
      ],
      accept: 'Divide them so',
    });
    if (!sure)
      return;
    const routes = shares.map(({ version, input }) => ({ version, share: Number(input.value) / 100 })).filter(({ share }) => share > 0);
    await change(place, model, { method: 'PUT', path: 'current', body: { routes, shadow: shadow.value || null, reason: why.value || null } }, etag);
  } catch (problem) {
    fill(place, problemView(problem));
  }
}

function shareField(version, test, current) {
  const share = current.routes.find(route => route.version === version)?.share ?? 0;
  const input = h('input', { id: `share-${version}`, type: 'number', min: '0', max: '100', step: 'any', value: String(Math.round(share * 1e6) / 1e4), required: true });
  return { version, input, field: h('p', { class: 'share' }, h('label', { for: input.id }, version), input, h('span', { class: 'hint' }, `balanced accuracy ${figure(test.balancedAccuracy)}`)) };
}
