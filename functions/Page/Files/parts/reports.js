import { h } from '../shell/dom.js';
import { currentKey } from '../shell/key.js';

const viewer = new URL('../report.html', import.meta.url);

/** A link to a report, in a tab of its own. A tab can't send a key with an address, so where one is needed a small page asks for the report. */
export const reportLink = (path, text = 'Report', name = '') => h('a', {
  href: currentKey() === null ? path : `${viewer}#${path}`,
  target: '_blank',
  // The other tab gets a copy of what this one stores, the key among it.
  rel: currentKey() === null ? 'noopener' : 'opener',
}, text, name && h('span', { class: 'unseen' }, ` of ${name}`), h('span', { class: 'unseen' }, ', opens in a new tab'));
