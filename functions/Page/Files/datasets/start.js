import { api, getJson, getList, sendJson } from '../shell/api.js';
import { h } from '../shell/dom.js';
import { go } from '../shell/router.js';
import { crumbs } from '../parts/crumbs.js';
import { jsonForm } from '../parts/json-form.js';

const example = {
  sources: [{ kind: 'flickr', text: 'sunset', minUploadAgeDays: 30, maxPhotos: 2000 }],
  filters: [{ kind: 'metric', metric: 'views', min: 100 }],
  image: { resize: 'shortSide', size: 256 },
  labels: { kind: 'score', score: { ratio: ['favorites', 'views'], smoothing: 1, log: 2 }, cut: 'median', names: ['bad', 'good'] },
  split: { train: 0.595, validation: 0.105, test: 0.3, seed: 1, groupBy: 'author' },
};

export async function showBuildForm(_, signal, query) {
  const dataset = query.get('dataset') ?? '';
  const recipe = await recipeOf(dataset, signal);
  return {
    title: 'New build',
    content: [
      crumbs(['Datasets', '#/datasets']),
      h('h1', {}, 'New build'),
      h('p', {}, 'A recipe says where photos come from and how they are labelled. Every build is a new version; photos that an earlier version fetched are taken over.'),
      jsonForm({
        nameLabel: 'Dataset',
        name: dataset,
        nameHint: 'Lowercase letters, digits and hyphens. A dataset that exists gets its next version.',
        textLabel: 'Recipe',
        text: JSON.stringify(recipe ?? example, null, 2),
        submit: 'Start the build',
        send: async (name, text, headers) => {
          const { version } = await sendJson('POST', api`datasets/${name}/builds`, text, { headers });
          go`datasets/${name}/${version}`;
        },
      }),
    ],
  };
}

// A next version is most often the newest recipe with a change.
async function recipeOf(dataset, signal) {
  if (dataset === '')
    return null;
  const { items } = await getList('/api/datasets', { signal });
  const newest = items.find(item => item.name === dataset)?.versions.findLast(version => version.complete);
  return newest ? (await getJson(api`datasets/${dataset}/${newest.version}`, { signal })).recipe : null;
}
