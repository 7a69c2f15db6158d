import { h } from '../shell/dom.js';

/**
 * A table that scrolls by itself where it is too wide.
 * @param caption What it holds, for who listens.
 * @param columns `{ name, number }`; a name may be empty.
 * @param rows Rows of cells; the first cell of each names the row.
 */
export function table(caption, columns, rows) {
  const cell = (content, i) => h(i === 0 ? 'th' : 'td', { scope: i === 0 ? 'row' : null, class: columns[i].number ? 'number' : null }, content);
  return h('div', { class: 'scroll', role: 'group', 'aria-label': caption, tabindex: '0' }, h('table', {},
    h('caption', { class: 'unseen' }, caption),
    h('thead', {}, h('tr', {}, columns.map(column => column.name
      ? h('th', { scope: 'col', class: column.number ? 'number' : null }, column.name)
      : h('td', {})))),
    h('tbody', {}, rows.map(cells => h('tr', {}, cells.map(cell))))));
}
