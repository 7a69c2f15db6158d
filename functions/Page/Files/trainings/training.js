import { api, getJson, getStatus } from '../shell/api.js';
import { announce } from '../shell/announce.js';
import { fill, h } from '../shell/dom.js';
import { poll } from '../shell/poll.js';
import { problemView } from '../shell/problem.js';
import { link, showAgain } from '../shell/router.js';
import { ask } from '../parts/dialog.js';
import { badge } from '../parts/badge.js';
import { crumbs } from '../parts/crumbs.js';
import { trainingView } from './state.js';

const often = 2;

/** A training: how far it is, its curves as they grow, what looks wrong. */
export async function showTraining({ model, version }, signal) {
  const path = api`models/${model}/trainings/${version}`;
  const read = async () => {
    const { value, again } = await getStatus(path, signal);
    return { value, again: isUnderWay(value) ? again ?? often : null };
  };
  const first = await read();
  const [state, doing, lost, content] = [h('span', {}), h('div', { class: 'actions' }), h('div', {}), h('div', {})];
  show(first.value);
  if (first.again !== null) {
    fill(doing, h('button', { type: 'button', onclick: cancel }, 'Cancel the training'));
    follow();
  }
  return {
    title: `Training of ${model} ${version}`,
    content: [
      crumbs(['Trainings', '#/trainings'], [model, link`models/${model}`]),
      h('div', { class: 'title' }, h('h1', {}, `${model} `, h('span', { class: 'version' }, version)), state, doing),
      lost, content,
    ],
  };

  function show(training) {
    fill(state, badge(training.status));
    // What a reader has unfolded stays so.
    const open = [...content.querySelectorAll('details')].map(details => details.open);
    fill(content, trainingView(training));
    [...content.querySelectorAll('details')].forEach((details, i) => details.open = open[i] ?? details.open);
  }

  async function follow() {
    if (await poll(read, show, signal, problem => fill(lost, problem && problemView(problem)))) {
      fill(doing);
      announce(`The training of ${model} ${version} has ended`);
    }
  }

  async function cancel() {
    const sure = await ask({
      title: `Cancel the training of ${model} ${version}?`,
      body: h('p', {}, 'The trainer stops within seconds and publishes nothing.'),
      accept: 'Cancel the training',
      decline: 'Let it go on',
    });
    if (!sure)
      return;
    try {
      await getJson(path, { method: 'DELETE' });
      showAgain();
    } catch (problem) {
      fill(lost, problemView(problem));
    }
  }
}

const isUnderWay = ({ status }) => status === 'queued' || status === 'running';
