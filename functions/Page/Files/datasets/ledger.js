import { api, getJson } from '../shell/api.js';
import { fill, h } from '../shell/dom.js';
import { counted } from '../shell/format.js';
import { link } from '../shell/router.js';
import { crumbs } from '../parts/crumbs.js';
import { table } from '../parts/table.js';

const pageSize = 100;

/** What became of every candidate, page by page. */
export async function showLedger({ dataset, version }, signal, query) {
  const outcome = query.get('outcome');
  const [manifest, first] = await Promise.all([getJson(api`datasets/${dataset}/${version}`, { signal }), read(null)]);
  const rows = [];
  const place = h('div', {});
  show(first);
  return {
    title: `Ledger of ${dataset} ${version}`,
    content: [
      crumbs(['Datasets', '#/datasets'], [dataset, link`datasets/${dataset}`], [version, link`datasets/${dataset}/${version}`]),
      h('h1', {}, 'Ledger of ', dataset, ' ', h('span', { class: 'version' }, version)),
      h('nav', { class: 'choices', 'aria-label': 'Outcomes' }, choices(manifest)),
      place,
    ],
  };

  function show(page) {
    rows.push(...page.items.map(row));
    fill(place,
      table('Candidates', [{ name: 'Photo' }, { name: 'Outcome' }, { name: 'Detail' }], rows),
      h('p', { class: 'actions' }, counted(rows.length, 'row'), page.next && h('button', { type: 'button', onclick: async () => show(await read(page.next)) }, 'Show more')));
  }

  function read(after) {
    const parts = new URLSearchParams({ limit: pageSize });
    if (outcome)
      parts.set('outcome', outcome);
    if (after)
      parts.set('after', after);
    return getJson(`${api`datasets/${dataset}/${version}/ledger`}?${parts}`, { signal });
  }

  function choices({ outcomes }) {
    const here = link`datasets/${dataset}/${version}/ledger`;
    const choice = (name, text) => h('a', { href: name ? `${here}?outcome=${encodeURIComponent(name)}` : here, 'aria-current': name === outcome ? 'true' : null }, text);
    return [choice(null, 'all'), Object.entries(outcomes).map(([name, number]) => choice(name, `${name} ${number}`))];
  }
}

const row = ({ id, url, outcome, detail }) => [
  // Sources name addresses of any kind; only what a browser loads as a page becomes a link.
  /^https?:\/\//i.test(url) ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, id) : id,
  outcome,
  detail ?? '',
];
