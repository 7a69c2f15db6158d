import { api } from '../shell/api.js';
import { h } from '../shell/dom.js';
import { count, percent, when } from '../shell/format.js';
import { link } from '../shell/router.js';
import { outcomeBars } from '../parts/bars.js';
import { reportLink } from '../parts/reports.js';
import { table } from '../parts/table.js';
import { tiles } from '../parts/tiles.js';
import { warnings } from '../parts/warnings.js';

const splits = ['train', 'validation', 'test'];

/** What a complete version holds. */
export function manifestView(manifest, retry) {
  const { dataset, version, classes, findings = {} } = manifest;
  const photos = manifest.shards.reduce((sum, shard) => sum + shard.photos, 0);
  const outcomes = Object.entries(manifest.outcomes).sort(([, a], [, b]) => b - a);
  const refusal = h('div', {});
  return [
    h('div', { class: 'actions' },
      reportLink(api`datasets/${dataset}/${version}/report`),
      h('a', { href: link`datasets/${dataset}/${version}/ledger` }, 'Ledger'),
      h('a', { class: 'button primary', href: `${link`trainings/new`}?dataset=${encodeURIComponent(dataset)}&version=${version}` }, 'Train on it'),
      h('button', { type: 'button', onclick: () => retry(refusal) }, 'Retry what failed')),
    refusal,
    h('p', { class: 'hint' }, `Asked for on ${when(manifest.createdAt)}`),
    tiles([
      [count(photos), 'photos'],
      [count(classes.length), 'classes'],
      findings.successRate && [percent(findings.successRate.all.share), 'of candidates fetched'],
    ]),
    warnings('What to know before training on it', findings.warnings),
    h('section', {}, h('h2', {}, 'Classes'), classTable(manifest)),
    h('section', {}, h('h2', {}, 'What became of the candidates'),
      outcomeBars(outcomes, outcome => `${link`datasets/${dataset}/${version}/ledger`}?outcome=${encodeURIComponent(outcome)}`)),
    h('details', {}, h('summary', {}, 'Recipe'), h('pre', { tabindex: '0' }, JSON.stringify(manifest.recipe, null, 2))),
  ];
}

function classTable({ classes, shards }) {
  const photosOf = (split, i) => shards.filter(shard => shard.split === split).reduce((sum, shard) => sum + (shard.classCounts[i] ?? 0), 0);
  const rows = classes.map((name, i) => [name, ...splits.map(split => count(photosOf(split, i)))]);
  return table('Photos of each class and split', [{ name: 'Class' }, ...splits.map(name => ({ name, number: true }))], rows);
}
