import { api, getJson } from '../shell/api.js';
import { eachBounded } from '../shell/bounded.js';
import { h } from '../shell/dom.js';
import { link } from '../shell/router.js';
import { badge } from '../parts/badge.js';
import { crumbs } from '../parts/crumbs.js';
import { reportLink } from '../parts/reports.js';
import { table } from '../parts/table.js';
import { stateOf } from './list.js';

export async function showDataset({ dataset }, signal) {
  const { versions } = await getJson(api`datasets/${dataset}`, { signal });
  const rows = await eachBounded(versions.toReversed(), 4, async version => [
    h('a', { href: link`datasets/${dataset}/${version.version}` }, version.version),
    badge(await stateOf(dataset, version, signal)),
    version.complete && reportLink(api`datasets/${dataset}/${version.version}/report`, 'Report', `${dataset} ${version.version}`),
    version.complete && h('a', { href: link`datasets/${dataset}/${version.version}/ledger` }, 'Ledger', h('span', { class: 'unseen' }, ` of ${version.version}`)),
  ]);
  return {
    title: dataset,
    content: [
      crumbs(['Datasets', '#/datasets']),
      h('div', { class: 'title' }, h('h1', {}, dataset), h('a', { class: 'button', href: `${link`datasets/new`}?dataset=${encodeURIComponent(dataset)}` }, 'New version')),
      table(`Versions of ${dataset}`, [{ name: 'Version' }, { name: 'State' }, { name: 'Report' }, { name: 'Ledger' }], rows),
    ],
  };
}
