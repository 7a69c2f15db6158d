import { h } from '../shell/dom.js';
import { words } from '../shell/format.js';

const signs = { completed: '✓', running: '●', pending: '○', queued: '○', failed: '✕', cancelled: '–', current: '★' };

/** A state as a word, with a sign and a colour that say the same. */
export const badge = state => h('span', { class: `badge ${state}` }, h('span', { 'aria-hidden': 'true' }, signs[state] ?? '·'), ' ', words(state));
