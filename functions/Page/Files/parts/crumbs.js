import { h } from '../shell/dom.js';

/** Where a view stands: [['Datasets', '#/datasets'], …] above its title. */
export const crumbs = (...steps) => h('nav', { class: 'crumbs', 'aria-label': 'Where this is' },
  h('ol', {}, steps.map(([name, href]) => h('li', {}, h('a', { href }, name)))));
