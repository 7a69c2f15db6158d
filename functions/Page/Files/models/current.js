import { h } from '../shell/dom.js';
import { percent } from '../shell/format.js';
import { shareBar } from '../parts/bars.js';

/** Which versions answer requests that name none, and why. */
export const currentView = (model, current) => h('section', { class: 'current' },
  h('h2', {}, 'What answers'),
  current === null || current === undefined
    ? h('p', {}, 'No version answers yet: promote one below, or name a version in the request.')
    : [
      h('ul', { class: 'counts', 'aria-label': 'Shares of requests' }, current.routes.map(({ version, share }) => h('li', {},
        h('span', { class: 'name' }, version), shareBar(share), h('span', { class: 'number' }, percent(share, 0))))),
      current.shadow && h('p', {}, h('strong', {}, current.shadow), ' is asked too, and its answers are only logged.'),
      h('p', { class: 'soft' }, current.reason),
    ]);
