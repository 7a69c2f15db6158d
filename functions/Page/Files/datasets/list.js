import { api, getList, getJson } from '../shell/api.js';
import { eachBounded } from '../shell/bounded.js';
import { h } from '../shell/dom.js';
import { link } from '../shell/router.js';
import { badge } from '../parts/badge.js';
import { empty } from '../parts/empty.js';
import { table } from '../parts/table.js';

export const firstBuild = () => `curl -X POST ${location.origin}/api/datasets/sunsets/builds -H 'Content-Type: application/json' -d '{
  "sources": [ { "kind": "flickr", "text": "sunset", "maxPhotos": 2000 } ],
  "labels": { "kind": "score", "score": { "ratio": [ "favorites", "views" ], "smoothing": 1, "log": 2 }, "cut": "median", "names": [ "bad", "good" ] } }'`;

export async function showDatasets(_, signal) {
  const datasets = (await getList('/api/datasets', { signal })).items;
  return {
    title: 'Datasets',
    content: [
      h('div', { class: 'title' }, h('h1', {}, 'Datasets'), h('a', { class: 'button primary', href: '#/datasets/new' }, 'New build')),
      datasets.length === 0
        ? empty('No dataset yet', 'A dataset is built from a recipe: where photos come from, and how they are labelled. Start a build here, or from a shell:', firstBuild())
        : table('Datasets', [{ name: 'Dataset' }, { name: 'Newest version' }, { name: 'State' }, { name: 'Versions', number: true }], await rows(datasets, signal)),
    ],
  };
}

const rows = (datasets, signal) => eachBounded(datasets, 4, async ({ name, versions }) => {
  const newest = versions.at(-1);
  return [
    h('a', { href: link`datasets/${name}` }, name),
    h('a', { href: link`datasets/${name}/${newest.version}`, 'aria-label': `${name} ${newest.version}` }, newest.version),
    badge(await stateOf(name, newest, signal)),
    versions.length,
  ];
});

/** What a version's build is doing. One that is complete needs no question. */
export const stateOf = async (dataset, { version, complete }, signal) =>
  complete ? 'completed' : (await getJson(api`datasets/${dataset}/builds/${version}`, { signal })).status;
