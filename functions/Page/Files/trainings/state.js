import { h } from '../shell/dom.js';
import { duration, figure, words } from '../shell/format.js';
import { link } from '../shell/router.js';
import { lines } from '../parts/lines.js';
import { problemView } from '../shell/problem.js';
import { progressBar } from '../parts/progress.js';
import { table } from '../parts/table.js';
import { tiles } from '../parts/tiles.js';
import { warnings } from '../parts/warnings.js';

/** Where a training stands. */
export function trainingView(training) {
  const { accepted, curve, status } = training;
  const { request } = accepted;
  return [
    training.error && problemView({ title: 'The training failed', detail: training.error }),
    h('p', { class: 'stage' }, h('strong', {}, words(training.stage)), ' · ', request.architecture, ' on ',
      h('a', { href: link`datasets/${request.dataset}/${accepted.datasetVersion}` }, `${request.dataset} ${accepted.datasetVersion}`),
      training.attempt > 1 && ` · attempt ${training.attempt}`),
    status === 'running' && progressBar(`Training of ${training.model} ${training.version}`, training.steps > 0 ? training.step / training.steps : null),
    tiles([
      [`${training.epoch} of ${training.epochs}`, 'epochs'],
      status === 'running' && [training.photosPerSecond.toFixed(0), 'photos a second'],
      Number.isFinite(training.secondsLeft) && [duration(training.secondsLeft), 'left'],
      curve.length > 0 && [figure(best(curve).validation.balancedAccuracy), `validation balanced accuracy, epoch ${best(curve).epoch}`],
    ]),
    training.promotion && h('p', { class: training.promotion.promoted ? 'good' : 'soft' },
      training.promotion.promoted ? 'It answers now. ' : 'It was not promoted. ', training.promotion.reason, ' ',
      h('a', { href: link`models/${training.model}/${training.version}` }, 'How good it is')),
    warnings('Diagnoses', training.diagnoses),
    h('div', { class: 'charts' },
      chart('Loss', curve, part => part.loss, { bounds: null }),
      chart('Balanced accuracy', curve, part => part.balancedAccuracy, { bounds: [0, 1] })),
    h('details', {}, h('summary', {}, 'The curves as numbers'), numbers(curve)),
    training.logTail.length > 0 && h('details', {}, h('summary', {}, 'The end of the log'), h('pre', { tabindex: '0' }, training.logTail.join('\n'))),
  ];
}

// The epoch whose weights are published.
const best = curve => curve.reduce((known, row) => row.validation.loss < known.validation.loss ? row : known);

const chart = (title, curve, of, { bounds }) => lines({
  title,
  bounds,
  write: figure,
  series: [
    { name: 'training', look: 'c1 dashed', points: curve.map(row => [row.epoch, of(row.train)]) },
    { name: 'validation', look: 'c0', points: curve.map(row => [row.epoch, of(row.validation)]) },
  ],
  mark: curve.length > 1 ? { x: best(curve).epoch, text: `least validation loss: epoch ${best(curve).epoch}` } : null,
});

const numbers = curve => table('Curves', [
  { name: 'Epoch' }, { name: 'Training loss', number: true }, { name: 'Validation loss', number: true },
  { name: 'Training balanced accuracy', number: true }, { name: 'Validation balanced accuracy', number: true }, { name: 'Seconds', number: true },
], curve.map(row => [row.epoch, figure(row.train.loss), figure(row.validation.loss), figure(row.train.balancedAccuracy), figure(row.validation.balancedAccuracy), row.seconds.toFixed(1)]));
