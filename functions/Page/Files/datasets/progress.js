import { h } from '../shell/dom.js';
import { count, duration, when, words } from '../shell/format.js';
import { problemView } from '../shell/problem.js';
import { outcomeBars } from '../parts/bars.js';
import { progressBar } from '../parts/progress.js';
import { tiles } from '../parts/tiles.js';
import { warnings } from '../parts/warnings.js';

const meanings = {
  listing: 'Asking the sources which photos there are',
  planning: 'Dividing the work',
  fetching: 'Downloading, checking and resizing photos',
  assembling: 'Finding duplicates, labelling and splitting',
  packing: 'Writing shards',
  finishing: 'Writing tables and the report',
};

/** Where a build stands: counts by outcome, rate and time left. */
export function buildProgress(build) {
  const counts = Object.entries(build.counts ?? {}).sort(([, a], [, b]) => b - a);
  return [
    build.error && problemView({ title: 'The build failed', detail: build.error }),
    build.stage && h('p', { class: 'stage' }, h('strong', {}, words(build.stage)), ' · ', meanings[build.stage] ?? ''),
    build.waitsFor && h('p', { class: 'waits' }, build.waitsFor, build.waitsUntil && ` It goes on at ${when(build.waitsUntil)}.`),
    build.stage && progressBar(`Build of ${build.dataset} ${build.version}`, build.candidates > 0 && build.stage !== 'listing' ? build.done / build.candidates : null),
    tiles([
      [`${count(build.done)} of ${count(build.candidates)}`, 'candidates done'],
      build.reused > 0 && [count(build.reused), 'taken over'],
      Number.isFinite(build.photosPerSecond) && [build.photosPerSecond.toFixed(1), 'photos a second'],
      Number.isFinite(build.secondsLeft) && [duration(build.secondsLeft), 'left'],
    ]),
    counts.length > 0 && h('section', {}, h('h2', {}, 'Outcomes'), outcomeBars(counts)),
    warnings('What to know', build.warnings),
  ];
}
