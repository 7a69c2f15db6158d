import { h } from '../shell/dom.js';
import { percent, when } from '../shell/format.js';
import { shareBar } from '../parts/bars.js';
import { table } from '../parts/table.js';
import { rollbackButton } from './rollback.js';
import { routesText } from './list.js';
import { splitButton } from './split.js';

/** Which versions answer requests that name none, and why; what did before; and how to change it. */
export const currentView = (model, current, manifests) => h('section', { class: 'current' },
  h('h2', {}, 'What answers'),
  current === null || current === undefined
    ? h('p', {}, 'No version answers yet: promote one below, or name a version in the request.')
    : [
      h('ul', { class: 'counts', 'aria-label': 'Shares of requests' }, current.routes.map(({ version, share }) => h('li', {},
        h('span', { class: 'name' }, version), shareBar(share), h('span', { class: 'number' }, percent(share, 0))))),
      current.shadow && h('p', {}, h('strong', {}, current.shadow), ' is asked too, and its answers are only logged.'),
      h('p', { class: 'soft' }, current.reason, current.since && ` Since ${when(current.since)}.`),
      h('div', { class: 'actions' }, manifests.length > 1 && splitButton(model, manifests), rollbackButton(model, current)),
      current.history?.length > 0 && h('details', {}, h('summary', {}, 'What answered before'), historyTable(current.history)),
    ]);

const historyTable = history => table('What answered before', [{ name: 'Versions' }, { name: 'From' }, { name: 'Until' }, { name: 'Why' }], history.map(earlier => [
  routesText(earlier), when(earlier.since), when(earlier.until), [earlier.reason, earlier.rolledBack && ' (rolled back)'],
]));
