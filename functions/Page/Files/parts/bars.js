import { h, s } from '../shell/dom.js';
import { percent } from '../shell/format.js';

/** A share from 0 to 1 as a bar, with an optional mark across it; what it says is written beside it by the caller. */
export const shareBar = (share, { look = 'fill', mark } = {}) => s('svg', { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
  s('rect', { class: 'track', width: 100, height: 10 }),
  s('rect', { class: look, width: 100 * Math.min(1, Math.max(0, share)), height: 10 }),
  Number.isFinite(mark) && s('path', { class: 'cut', d: `M${100 * mark} 0V10` }));

/** An estimate in its interval, between 0 and 1. */
export const intervalBar = (value, low, high) => s('svg', { class: 'bar interval', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
  s('rect', { class: 'track', y: 4, width: 100, height: 2 }),
  Number.isFinite(low) && Number.isFinite(high) && s('rect', { class: 'soft-fill', x: 100 * low, y: 2, width: Math.max(0.5, 100 * (high - low)), height: 6 }),
  Number.isFinite(value) && s('path', { class: 'cut', d: `M${100 * value} 0V10` }));

/** Names with counts, as bars: [['kept', 560], …]; `look` says which of them are good news. */
export function countBars(caption, pairs, { link, look = () => 'fill' } = {}) {
  const most = Math.max(1, ...pairs.map(([, number]) => number));
  const all = pairs.reduce((sum, [, number]) => sum + number, 0);
  return h('ul', { class: 'counts', 'aria-label': caption }, pairs.map(([name, number]) => h('li', {},
    h('span', { class: 'name' }, link ? h('a', { href: link(name) }, name) : name),
    shareBar(number / most, { look: look(name) }),
    h('span', { class: 'number' }, number.toLocaleString('en')),
    h('span', { class: 'number soft' }, percent(number / Math.max(1, all))))));
}

/** What became of candidates: kept, or why not. */
export const outcomeBars = (pairs, link) => countBars('Candidates by outcome', pairs, { link, look: name => name === 'kept' ? 'fill' : 'lost' });
