import { api, getJson } from '../shell/api.js';
import { h } from '../shell/dom.js';
import { count, figure, when } from '../shell/format.js';
import { link } from '../shell/router.js';
import { crumbs } from '../parts/crumbs.js';
import { reportLink } from '../parts/reports.js';
import { tiles } from '../parts/tiles.js';
import { warnings } from '../parts/warnings.js';
import { confusionTable, metricTable } from './metrics.js';

/** A published version and how good it is. */
export async function showModelVersion({ model, version }, signal) {
  const manifest = await getJson(api`models/${model}/${version}`, { signal });
  const { dataset, test, training } = manifest;
  return {
    title: `${model} ${version}`,
    content: [
      crumbs(['Models', '#/models'], [model, link`models/${model}`]),
      h('div', { class: 'title' }, h('h1', {}, `${model} `, h('span', { class: 'version' }, version))),
      h('div', { class: 'actions' },
        reportLink(api`models/${model}/${version}/report`),
        h('a', { href: link`trainings/${model}/${version}` }, 'Training'),
        h('a', { href: `${link`score/${model}`}?version=${version}` }, 'Score photos with it')),
      tiles([
        [figure(test.balancedAccuracy), 'balanced accuracy'],
        [figure(test.majorityBaseline), 'accuracy of always answering the most frequent class'],
        [count(test.photos), 'test photos'],
        [count(manifest.parameters), 'parameters'],
      ]),
      warnings('What looked wrong in the training', manifest.diagnoses),
      h('section', {}, h('h2', {}, 'Metrics'), metricTable(manifest)),
      h('section', {}, h('h2', {}, 'Answers'), confusionTable(manifest)),
      h('section', {}, h('h2', {}, 'Where it comes from'), h('dl', { class: 'pairs' },
        h('dt', {}, 'Architecture'), h('dd', {}, manifest.architecture),
        h('dt', {}, 'Learned from'), h('dd', {}, h('a', { href: link`datasets/${dataset.dataset}/${dataset.version}` }, `${dataset.dataset} ${dataset.version}`)),
        h('dt', {}, 'Published'), h('dd', {}, when(manifest.publishedAt)),
        Number.isFinite(manifest.threshold) && [h('dt', {}, 'Threshold'), h('dd', {}, `${manifest.classes[1]} from ${figure(manifest.threshold)} on`)],
        h('dt', {}, 'Seed'), h('dd', {}, training.seed ?? '–'),
        h('dt', {}, 'Commit'), h('dd', {}, h('code', {}, manifest.commit)))),
      h('details', {}, h('summary', {}, 'All of model.json'), h('pre', { tabindex: '0' }, JSON.stringify(manifest, null, 2))),
    ],
  };
}
