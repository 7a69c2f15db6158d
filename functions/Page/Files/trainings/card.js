import { api, getStatus } from '../shell/api.js';
import { fill, h } from '../shell/dom.js';
import { duration, figure, words } from '../shell/format.js';
import { poll } from '../shell/poll.js';
import { link, showAgain } from '../shell/router.js';
import { progressBar } from '../parts/progress.js';

const often = 2;

/** A training under way, in short. */
export function trainingCard({ model, version, ...rest }, signal) {
  const place = h('div', {}, short({ model, version, ...rest }));
  const read = async () => {
    const { value, again } = await getStatus(api`models/${model}/trainings/${version}`, signal);
    return { value, again: value.status === 'queued' || value.status === 'running' ? again ?? often : null };
  };
  poll(read, training => fill(place, short({ ...training, validation: training.curve.at(-1)?.validation })), signal)
    .then(ended => ended && showAgain());
  return h('article', { class: 'card' }, h('h3', {}, 'Training of ', h('a', { href: link`trainings/${model}/${version}` }, `${model} ${version}`)), place);
}

const short = ({ model, version, stage, epoch, epochs, secondsLeft, validation }) => [
  h('p', { class: 'stage' }, h('strong', {}, words(stage)), ` · epoch ${epoch} of ${epochs}`, Number.isFinite(secondsLeft) && ` · ${duration(secondsLeft)} left`),
  progressBar(`Training of ${model} ${version}`, epochs > 0 ? epoch / epochs : null),
  validation && h('p', { class: 'soft' }, `validation balanced accuracy ${figure(validation.balancedAccuracy)}`),
];
