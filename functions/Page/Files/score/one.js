import { api, getJson } from '../shell/api.js';
import { announce } from '../shell/announce.js';
import { fill, h } from '../shell/dom.js';
import { figure, percent } from '../shell/format.js';
import { link } from '../shell/router.js';
import { problemView } from '../shell/problem.js';
import { shareBar } from '../parts/bars.js';
import { heatView } from './heat.js';
import { neighboursView } from './neighbours.js';
import { predict } from './predict.js';

/** One photo: its answer at once, then what the answer hangs on, which takes longer. */
export function showOne(file, asked) {
  const address = URL.createObjectURL(file);
  asked.signal.addEventListener('abort', () => URL.revokeObjectURL(address), { once: true });
  const photo = h('img', { class: 'photo', src: address, alt: `Your photo ${file.name}` });
  const [answer, picture, more] = [h('div', { class: 'answer' }, h('p', { role: 'status' }, 'Asking …')), h('div', { class: 'picture' }, photo), h('div', { class: 'more' })];
  photo.addEventListener('error', () => photo.replaceWith(h('p', { class: 'photo missing' }, 'The browser can’t show this file.')), { once: true });
  run();
  return [h('div', { class: 'scored' }, picture, answer), more];

  async function run() {
    try {
      const first = await predict(file, asked);
      fill(answer, answerView(file, first));
      announce(`${file.name}: ${first.prediction.class}, ${percent(first.prediction.probability)}`);
      await explain(first.version);
    } catch (problem) {
      if (!asked.signal.aborted)
        fill(answer, problemView(problem));
    }
  }

  // Each is asked for by itself: a version that can't give one of them gives the others.
  async function explain(version) {
    const waiting = h('p', { class: 'hint', role: 'status' }, 'Looking for what the answer hangs on …');
    fill(more, waiting);
    // The version that answered, even where several share the requests.
    const same = { ...asked, version };
    await Promise.all([
      show('No heat map', async () => {
        const [{ prediction }, manifest] = await Promise.all([predict(file, same, 'explain=true'), getJson(api`models/${asked.model}/${version}`, { signal: asked.signal })]);
        if (prediction.explanation)
          fill(picture, heatView(photo, prediction.explanation, manifest.geometry));
      }),
      show('No training photos to compare', async () => more.append(neighboursView((await predict(file, same, 'neighbours=5')).prediction, asked.signal))),
      show('No known duplicates', async () => more.prepend(duplicateView((await predict(file, same, 'knownDuplicates=true')).prediction))),
    ]);
    waiting.remove();
  }

  async function show(failure, work) {
    try {
      await work();
    } catch (problem) {
      if (!asked.signal.aborted)
        more.append(h('p', { class: 'hint' }, failure, ': ', problem.detail ?? problem.title ?? problem.message));
    }
  }
}

const duplicateView = ({ knownDuplicate }) => knownDuplicate
  ? h('p', { class: 'known' }, h('strong', {}, 'A known photo. '), 'It looks like a training photo whose label is ', h('strong', {}, knownDuplicate.label), '.')
  : '';

function answerView(file, { model, version, dataset, timing, prediction }) {
  const { probabilities, threshold } = prediction;
  const classes = Object.entries(probabilities);
  return [
    h('p', { class: 'file' }, file.name),
    h('p', { class: 'class' }, prediction.class, ' ', h('span', { class: 'soft' }, percent(prediction.probability))),
    prediction.abstain && h('p', { class: 'abstain' }, h('strong', {}, 'Not sure enough.'), ' The model asks to leave this photo to a person.'),
    h('ul', { class: 'counts', 'aria-label': 'Probabilities' }, classes.map(([name, probability], i) => h('li', { class: name === prediction.class ? 'chosen' : null },
      h('span', { class: 'name' }, name),
      shareBar(probability, { mark: i === 1 && classes.length === 2 ? threshold : null }),
      h('span', { class: 'number' }, percent(probability))))),
    Number.isFinite(threshold) && h('p', { class: 'hint' }, `${classes[1][0]} is answered from ${figure(threshold)} on (the mark across its bar).`),
    h('p', { class: 'hint' }, h('a', { href: link`models/${model}/${version}` }, `${model} ${version}`),
      dataset && [', taught by ', h('a', { href: link`datasets/${dataset.dataset}/${dataset.version}` }, `${dataset.dataset} ${dataset.version}`)],
      `, ${timing.totalMs.toFixed(0)} ms (decoding ${timing.decodeMs.toFixed(0)}, network ${timing.inferenceMs.toFixed(0)})`),
  ];
}
