import { h } from '../shell/dom.js';
import { percent } from '../shell/format.js';

/** How much is done, from 0 to 1; null while nobody knows. */
export const progressBar = (label, share) => h('progress', {
  'aria-label': label, max: '1', value: share === null || !Number.isFinite(share) ? null : String(Math.min(1, Math.max(0, share))),
}, Number.isFinite(share) ? percent(share, 0) : '');
