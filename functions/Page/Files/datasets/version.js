import { api, getJson, getStatus, sendJson } from '../shell/api.js';
import { announce } from '../shell/announce.js';
import { fill, h } from '../shell/dom.js';
import { poll } from '../shell/poll.js';
import { problemView } from '../shell/problem.js';
import { go, showAgain } from '../shell/router.js';
import { ask } from '../parts/dialog.js';
import { badge } from '../parts/badge.js';
import { crumbs } from '../parts/crumbs.js';
import { buildProgress } from './progress.js';
import { manifestView } from './manifest.js';

/** A version: how far its build is while there is one, what it holds once it is complete. */
export async function showDatasetVersion({ dataset, version }, signal) {
  const status = await getStatus(api`datasets/${dataset}/builds/${version}`, signal);
  const isUnderWay = status.again !== null;
  const content = h('div', {});
  const state = h('span', {}, badge(status.value.status));
  const doing = h('div', { class: 'actions' });
  if (isUnderWay)
    follow();
  else if (status.value.status === 'completed')
    fill(content, manifestView(await getJson(api`datasets/${dataset}/${version}`, { signal }), retry));
  else
    fill(content, buildProgress(status.value));
  return {
    title: `${dataset} ${version}`,
    content: [
      crumbs(['Datasets', '#/datasets'], [dataset, `#/datasets/${encodeURIComponent(dataset)}`]),
      h('div', { class: 'title' }, h('h1', {}, `${dataset} `, h('span', { class: 'version' }, version)), state, doing),
      content,
    ],
  };

  async function follow() {
    const lost = h('div', {});
    const progress = h('div', {});
    fill(content, lost, progress);
    fill(doing, h('button', { type: 'button', onclick: cancel }, 'Cancel the build'));
    const ended = await poll(
      () => getStatus(api`datasets/${dataset}/builds/${version}`, signal),
      build => { fill(progress, buildProgress(build)); fill(state, badge(build.status)); },
      signal,
      problem => fill(lost, problem && problemView(problem)));
    if (ended) {
      announce(`The build of ${dataset} ${version} has ended`);
      showAgain();
    }
  }

  async function cancel() {
    const sure = await ask({
      title: `Cancel the build of ${dataset} ${version}?`,
      body: h('p', {}, 'Downloads under way stop. What was stored is taken over by the next version.'),
      accept: 'Cancel the build',
      decline: 'Let it go on',
    });
    if (!sure)
      return;
    try {
      await getJson(api`datasets/${dataset}/builds/${version}`, { method: 'DELETE' });
      showAgain();
    } catch (problem) {
      fill(doing, problemView(problem));
    }
  }

  async function retry(place) {
    try {
      const started = await sendJson('POST', api`datasets/${dataset}/${version}/retry-failed`, '{}');
      go`datasets/${dataset}/${started.version}`;
    } catch (problem) {
      fill(place, problemView(problem));
    }
  }
}
