import { h } from '../shell/dom.js';

/** What looks wrong, each with what to do: `{ code, message, advice }`. */
export const warnings = (title, found) => found?.length > 0 && h('section', { class: 'warnings' },
  h('h2', {}, title),
  h('ul', {}, found.map(({ code, message, advice }) => h('li', {}, h('code', {}, code), ' ', message, advice && h('span', { class: 'advice' }, advice)))));
