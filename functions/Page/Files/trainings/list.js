import { api, getList } from '../shell/api.js';
import { eachBounded } from '../shell/bounded.js';
import { h } from '../shell/dom.js';
import { figure, when } from '../shell/format.js';
import { link } from '../shell/router.js';
import { badge } from '../parts/badge.js';
import { empty } from '../parts/empty.js';
import { progressBar } from '../parts/progress.js';
import { table } from '../parts/table.js';
import { firstTraining } from '../models/list.js';

export async function showTrainings(_, signal) {
  const trainings = await allTrainings(signal);
  return {
    title: 'Trainings',
    content: [
      h('div', { class: 'title' }, h('h1', {}, 'Trainings'), h('a', { class: 'button primary', href: '#/trainings/new' }, 'New training')),
      trainings.length === 0
        ? empty('No training yet', 'A training learns from a complete dataset and publishes a version of a model. Start one here, or from a shell:', firstTraining())
        : trainingTable(trainings),
    ],
  };
}

/** The trainings of all models, the newest first. */
export async function allTrainings(signal) {
  const models = (await getList('/api/models', { signal })).items;
  const lists = await eachBounded(models, 4, async ({ model }) =>
    (await getList(api`models/${model}/trainings`, { signal })).items.map(training => ({ ...training, model })));
  return lists.flat().sort((a, b) => b.acceptedAt.localeCompare(a.acceptedAt));
}

const columns = [{ name: 'Training' }, { name: 'State' }, { name: 'Epochs' }, { name: 'Validation', number: true }, { name: 'Architecture' }, { name: 'Dataset' }, { name: 'Asked for' }];

export const trainingTable = trainings => trainings.length === 0 ? h('p', {}, 'None.') : table('Trainings', columns, trainings.map(training => [
  h('a', { href: link`trainings/${training.model}/${training.version}` }, `${training.model} ${training.version}`),
  badge(training.status),
  epochs(training),
  training.validation ? figure(training.validation.balancedAccuracy) : '–',
  training.architecture,
  h('a', { href: link`datasets/${training.dataset}/${training.datasetVersion}` }, `${training.dataset} ${training.datasetVersion}`),
  when(training.acceptedAt),
]));

const epochs = ({ model, version, status, epoch, epochs: all }) => [
  status === 'running' && all > 0 && progressBar(`Training of ${model} ${version}`, epoch / all),
  ` ${epoch} of ${all}`,
];
