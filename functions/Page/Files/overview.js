import { api, getList, getStatus } from './shell/api.js';
import { eachBounded } from './shell/bounded.js';
import { fill, h } from './shell/dom.js';
import { link, showAgain } from './shell/router.js';
import { poll } from './shell/poll.js';
import { buildProgress } from './datasets/progress.js';
import { firstBuild } from './datasets/list.js';
import { commandView } from './parts/empty.js';
import { trainingCard } from './trainings/card.js';
import { firstTraining, routesText } from './models/list.js';
import { allTrainings } from './trainings/list.js';

/** What is under way, and the way to everything else. */
export async function showOverview(_, signal) {
  const [datasets, models, trainings] = await Promise.all([
    getList('/api/datasets', { signal }),
    getList('/api/models', { signal }),
    allTrainings(signal),
  ]);
  const unfinished = datasets.items.flatMap(({ name, versions }) => versions.filter(version => !version.complete).map(({ version }) => ({ dataset: name, version })));
  const builds = (await eachBounded(unfinished, 4, async build => ({ ...build, status: await getStatus(api`datasets/${build.dataset}/builds/${build.version}`, signal) })))
    .filter(build => build.status.again !== null);
  const running = trainings.filter(({ status }) => status === 'queued' || status === 'running');
  return {
    title: '',
    content: [
      h('h1', {}, 'PhotoScore'),
      h('p', { class: 'lead' }, 'Photos become a dataset, a dataset becomes a model, a model answers.'),
      datasets.items.length === 0 && models.items.length === 0 ? beginning() : [
        h('section', {}, h('h2', {}, 'Under way'), builds.length + running.length === 0
          ? h('p', { class: 'soft' }, 'Nothing is being built or trained. ', h('a', { href: '#/datasets/new' }, 'Start a build'), ' or ', h('a', { href: '#/trainings/new' }, 'a training'), '.')
          : h('div', { class: 'cards' }, builds.map(build => buildCard(build, signal)), running.map(training => trainingCard(training, signal)))),
        h('section', {}, h('h2', {}, 'What answers'), models.items.length === 0
          ? h('p', { class: 'soft' }, 'No model yet. ', h('a', { href: '#/trainings/new' }, 'Train one'), ' on a dataset.')
          : h('ul', { class: 'cards' }, models.items.map(modelCard))),
        h('section', {}, h('h2', {}, 'Datasets'), datasets.items.length === 0
          ? h('p', { class: 'soft' }, 'No dataset. ', h('a', { href: '#/datasets/new' }, 'Build one.'))
          : h('ul', { class: 'cards' }, datasets.items.map(datasetCard))),
      ],
    ],
  };
}

const beginning = () => h('ol', { class: 'steps' },
  h('li', {}, h('h2', {}, 'Build a dataset'), h('p', {}, h('a', { href: '#/datasets/new' }, 'Here'), ', or from a shell:'), commandView(firstBuild())),
  h('li', {}, h('h2', {}, 'Train a model on it'), h('p', {}, h('a', { href: '#/trainings/new' }, 'Here'), ', or from a shell:'), commandView(firstTraining())),
  h('li', {}, h('h2', {}, 'Score photos'), h('p', {}, 'Drop them ', h('a', { href: '#/score' }, 'here'), ', or from a shell:'),
    commandView(`curl -X POST ${location.origin}/api/models/sunsets/predict -H 'Content-Type: image/jpeg' --data-binary @photo.jpg`)));

function buildCard({ dataset, version, status }, signal) {
  const place = h('div', {}, buildProgress(status.value));
  poll(() => getStatus(api`datasets/${dataset}/builds/${version}`, signal), build => fill(place, buildProgress(build)), signal)
    .then(ended => ended && showAgain());
  return h('article', { class: 'card' }, h('h3', {}, 'Build of ', h('a', { href: link`datasets/${dataset}/${version}` }, `${dataset} ${version}`)), place);
}

const modelCard = ({ model, current }) => h('li', { class: 'card' },
  h('h3', {}, h('a', { href: link`models/${model}` }, model)),
  h('p', {}, current ? routesText(current) : h('span', { class: 'soft' }, 'nothing yet')),
  current && h('p', { class: 'actions' }, h('a', { href: link`score/${model}` }, 'Score photos', h('span', { class: 'unseen' }, ` with ${model}`))));

const datasetCard = ({ name, versions }) => h('li', { class: 'card' },
  h('h3', {}, h('a', { href: link`datasets/${name}` }, name)),
  h('p', { class: 'soft' }, versions.map(({ version, complete }) => complete ? version : `${version} (not complete)`).join(', ')));
