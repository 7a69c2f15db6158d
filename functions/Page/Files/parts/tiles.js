import { h } from '../shell/dom.js';

/** Figures side by side: [['1,204', 'photos'], …]; without those that are null. */
export const tiles = pairs => h('dl', { class: 'tiles' },
  pairs.filter(pair => pair && pair[0] !== null && pair[0] !== undefined).map(([figure, name]) => h('div', {}, h('dt', {}, name), h('dd', {}, figure))));
