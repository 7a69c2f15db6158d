import { getList } from '../shell/api.js';
import { h } from '../shell/dom.js';
import { percent } from '../shell/format.js';
import { link } from '../shell/router.js';
import { empty } from '../parts/empty.js';
import { table } from '../parts/table.js';

export const firstTraining = () => `curl -X POST ${location.origin}/api/models/sunsets/trainings -H 'Content-Type: application/json' \\
  -d '{ "dataset": "sunsets", "architecture": "basic-cnn-augmented" }'`;

export async function showModels(_, signal) {
  const models = (await getList('/api/models', { signal })).items;
  return {
    title: 'Models',
    content: [
      h('div', { class: 'title' }, h('h1', {}, 'Models'), h('a', { class: 'button primary', href: '#/trainings/new' }, 'New training')),
      models.length === 0
        ? empty('No model yet', 'A model is trained on a complete dataset. Start a training here, or from a shell:', firstTraining())
        : table('Models', [{ name: 'Model' }, { name: 'What answers' }, { name: 'Why' }, { name: '' }], models.map(row)),
    ],
  };
}

const row = ({ model, current }) => [
  h('a', { href: link`models/${model}` }, model),
  current ? routesText(current) : h('span', { class: 'soft' }, 'nothing yet'),
  current?.reason ?? 'No version was promoted.',
  current && h('a', { href: link`score/${model}` }, 'Score', h('span', { class: 'unseen' }, ` with ${model}`)),
];

/** 'v2', or 'v2 90%, v3 10%', and who is asked without being heard. */
export const routesText = ({ routes, shadow }) =>
  routes.map(({ version, share }) => routes.length === 1 ? version : `${version} ${percent(share, 0)}`).join(', ') + (shadow ? `, shadow ${shadow}` : '');
