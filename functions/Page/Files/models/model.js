import { api, getJson, getList } from '../shell/api.js';
import { eachBounded } from '../shell/bounded.js';
import { h } from '../shell/dom.js';
import { link } from '../shell/router.js';
import { when } from '../shell/format.js';
import { badge } from '../parts/badge.js';
import { crumbs } from '../parts/crumbs.js';
import { empty } from '../parts/empty.js';
import { reportLink } from '../parts/reports.js';
import { table } from '../parts/table.js';
import { trainingTable } from '../trainings/list.js';
import { currentView } from './current.js';
import { accuracyOf } from './metrics.js';
import { promoteButton } from './promote.js';

/** A model: which versions answer, how good each is, how they were trained. */
export async function showModel({ model }, signal) {
  const [details, trainings] = await Promise.all([
    getJson(`${api`models/${model}`}?limit=1000`, { signal }),
    getList(api`models/${model}/trainings`, { signal }),
  ]);
  const published = details.versions.filter(version => version.published).toReversed();
  // The list has no intervals, and a number without one says too little to promote by.
  const manifests = await eachBounded(published, 4, ({ version }) => getJson(api`models/${model}/${version}`, { signal }));
  return {
    title: model,
    content: [
      crumbs(['Models', '#/models']),
      h('div', { class: 'title' }, h('h1', {}, model),
        details.current && h('a', { class: 'button primary', href: link`score/${model}` }, 'Score photos'),
        h('a', { class: 'button', href: `${link`trainings/new`}?model=${encodeURIComponent(model)}` }, 'New training')),
      currentView(model, details.current, manifests),
      h('section', {}, h('h2', {}, 'Versions'), manifests.length === 0
        ? empty('No version is published yet', 'A version appears when a training ends well.')
        : versionTable(model, details.current, manifests)),
      h('section', {}, h('h2', {}, 'Trainings'), trainingTable(trainings.items.toReversed().map(training => ({ ...training, model })))),
    ],
  };
}

const columns = [{ name: 'Version' }, { name: 'Balanced accuracy on the test split' }, { name: 'Architecture' }, { name: 'Learned from' }, { name: 'Published' }, { name: '' }];

const versionTable = (model, current, manifests) => table(`Versions of ${model}`, columns, manifests.map(manifest => [
  [h('a', { href: link`models/${model}/${manifest.version}` }, manifest.version), isCurrent(current, manifest) && [' ', badge('current')]],
  accuracyOf(manifest),
  manifest.architecture,
  h('a', { href: link`datasets/${manifest.dataset.dataset}/${manifest.dataset.version}` }, `${manifest.dataset.dataset} ${manifest.dataset.version}`),
  when(manifest.publishedAt),
  h('span', { class: 'actions' },
    promoteButton({ model, manifest, current, manifests }),
    reportLink(api`models/${model}/${manifest.version}/report`, 'Report', `${model} ${manifest.version}`)),
]));

const isCurrent = (current, { version }) => current?.routes.some(route => route.version === version);
