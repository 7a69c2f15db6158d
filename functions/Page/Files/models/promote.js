import { api, sendJson } from '../shell/api.js';
import { announce } from '../shell/announce.js';
import { fill, h } from '../shell/dom.js';
import { figure, interval } from '../shell/format.js';
import { problemView } from '../shell/problem.js';
import { showAgain } from '../shell/router.js';
import { ask } from '../parts/dialog.js';

/** Makes a version the one that answers, after a question that shows what it is worth beside the one before it. */
export function promoteButton({ model, manifest, current, manifests }) {
  if (current?.routes.length === 1 && current.routes[0].version === manifest.version)
    return null;
  const place = h('span', {});
  return fill(place, h('button', { type: 'button', onclick: () => promote(place, model, manifest, current, manifests) },
    'Promote', h('span', { class: 'unseen' }, ` ${manifest.version}`)));
}

async function promote(place, model, manifest, current, manifests) {
  const before = current?.routes.map(({ version }) => manifests.find(one => one.version === version)).filter(Boolean) ?? [];
  const sure = await ask({
    title: `Let ${manifest.version} of ${model} answer?`,
    body: [
      h('p', {}, `Requests that name no version are answered by it within seconds.${current ? '' : ' Nothing answers them now.'}`),
      h('dl', { class: 'pairs' }, before.map(one => pair('now', one)), pair('then', manifest)),
      before.length === 1 && h('p', { class: 'hint' }, comparison(before[0], manifest)),
    ],
    accept: 'Promote',
  });
  if (!sure)
    return;
  try {
    const { current: changed } = await sendJson('POST', api`models/${model}/${manifest.version}/promote`, '{}');
    showAgain();
    announce(`${manifest.version} answers now. ${changed.reason}`);
  } catch (problem) {
    fill(place, problemView(problem));
  }
}

const pair = (word, { version, test }) => [
  h('dt', {}, `${version}, ${word}`),
  h('dd', {}, `balanced accuracy ${figure(test.balancedAccuracy)} (${interval(...(test.balancedAccuracyInterval ?? []))})`),
];

function comparison(before, after) {
  if (before.dataset.photosSha256 !== after.dataset.photosSha256)
    return 'They were tested on different photos: the numbers don’t compare by themselves. POST /api/models/compare asks both about the same photos.';
  const [low] = after.test.balancedAccuracyInterval ?? [];
  return low > before.test.balancedAccuracy
    ? 'Tested on the same photos; the new one is above the old one with its whole interval.'
    : 'Tested on the same photos; the interval of the new one reaches below the old one’s value, so the difference may be luck.';
}
