import { announce } from '../shell/announce.js';
import { eachBounded } from '../shell/bounded.js';
import { fill, h } from '../shell/dom.js';
import { counted, percent } from '../shell/format.js';
import { countBars } from '../parts/bars.js';
import { progressBar } from '../parts/progress.js';
import { table } from '../parts/table.js';
import { csvOf } from './csv.js';
import { predict } from './predict.js';
import { thumbnail } from './thumbnail.js';

// As many as keep a small server busy; more would wait in its queue, and hold that many photos in memory here.
const width = 4;

/** Many photos: a row each, which fills as answers come; one that fails is a row with its reason. */
export function showMany(files, asked) {
  const results = files.map(file => ({ file }));
  const rows = results.map(rowOf);
  const [status, summary] = [h('div', {}), h('div', {})];
  run();
  return [
    status, summary,
    h('div', { class: 'scores' }, table('Answers', [{ name: 'Photo' }, { name: '' }, { name: 'Answer' }, { name: 'Probability' }], rows.map(row => [row.name, row.photo, row.answer, row.probability]))),
  ];

  async function run() {
    let done = 0;
    tell(0);
    await eachBounded(files, width, async (file, i) => {
      if (asked.signal.aborted)
        return;
      fill(rows[i].photo, await thumbnail(file));
      await score(results[i]);
      if (asked.signal.aborted)
        return;
      show(rows[i], results[i]);
      tell(++done);
    });
    if (!asked.signal.aborted)
      announce(summaryOf(results));
  }

  function tell(done) {
    fill(status, h('p', { class: 'stage' }, h('strong', {}, done < files.length ? `${done} of ${counted(files.length, 'photo')}` : summaryOf(results))),
      progressBar('Photos scored', done / files.length));
    if (done === files.length)
      fill(summary, classCounts(results), h('p', { class: 'actions' }, download(results)));
  }

  async function score(result) {
    try {
      result.answer = await predict(result.file, asked);
    } catch (problem) {
      result.problem = problem;
    }
  }
}

const rowOf = ({ file }) => ({
  name: file.name, photo: h('span', { class: 'thumb' }), answer: h('span', { class: 'soft' }, 'waiting'), probability: h('span', {}),
});

function show(row, { answer, problem }) {
  if (problem) {
    fill(row.answer, h('span', { class: 'bad' }, h('span', { 'aria-hidden': 'true' }, '✕ '), problem.detail ?? problem.title ?? problem.message));
    row.answer.className = '';
    return;
  }
  const { prediction } = answer;
  fill(row.answer, h('strong', {}, prediction.class), prediction.abstain && ' (not sure enough)');
  row.answer.className = '';
  fill(row.probability, percent(prediction.probability));
}

function summaryOf(results) {
  const failed = results.filter(({ problem }) => problem).length;
  return `${counted(results.length - failed, 'photo')} scored${failed > 0 ? `, ${failed} failed` : ''}`;
}

function classCounts(results) {
  const counts = new Map();
  for (const { answer } of results.filter(result => result.answer))
    counts.set(answer.prediction.class, (counts.get(answer.prediction.class) ?? 0) + 1);
  return countBars('Photos by answer', [...counts].sort(([, a], [, b]) => b - a));
}

function download(results) {
  const address = URL.createObjectURL(new Blob([csvOf(results)], { type: 'text/csv' }));
  return h('a', { class: 'button', href: address, download: 'scores.csv' }, 'Download as CSV');
}
