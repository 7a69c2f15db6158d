import { api, getJson, getList } from '../shell/api.js';
import { fill, h } from '../shell/dom.js';
import { link } from '../shell/router.js';
import { empty } from '../parts/empty.js';
import { firstTraining } from '../models/list.js';
import { intake } from './intake.js';
import { showMany } from './many.js';
import { showOne } from './one.js';

/** Photos in, answers out. */
export async function showScore({ model: named }, signal, query) {
  const models = (await getList('/api/models', { signal })).items.filter(item => item.current || item.model === named);
  if (models.length === 0) {
    return {
      title: 'Score',
      content: [h('h1', {}, 'Score photos'), empty('No model answers yet', 'Photos are scored by a model that was promoted. Train one on a dataset first:', firstTraining())],
    };
  }

  const model = named ?? models[0].model;
  const versions = (await getJson(`${api`models/${model}`}?limit=1000`, { signal })).versions.filter(version => version.published).toReversed();
  const isAnswering = models.some(item => item.model === model && item.current);
  const version = query.get('version') ?? (isAnswering ? null : versions[0]?.version ?? null);
  const results = h('section', { 'aria-label': 'Answers' });
  // Photos that are dropped while others are being scored take their place.
  let begun = new AbortController();
  signal.addEventListener('abort', () => begun.abort());
  return {
    title: 'Score',
    content: [
      h('h1', {}, 'Score photos'),
      choice(models, model, versions, version, isAnswering),
      intake(take, signal),
      results,
    ],
  };

  function take(files) {
    begun.abort();
    begun = new AbortController();
    const asked = { model, version, signal: begun.signal };
    fill(results, files.length === 1 ? showOne(files[0], asked) : showMany(files, asked));
    results.scrollIntoView({ block: 'nearest' });
  }
}

function choice(models, model, versions, version, isAnswering) {
  const modelSelect = select('model', 'Model', models.map(item => [item.model, item.model]), model,
    value => { location.hash = link`score/${value}`; });
  const versionSelect = select('version', 'Version', [isAnswering && ['', 'what answers now'], ...versions.map(item => [item.version, item.version])].filter(Boolean), version ?? '',
    value => { location.hash = value ? `${link`score/${model}`}?version=${value}` : link`score/${model}`; });
  return h('div', { class: 'fields' }, modelSelect, versionSelect);
}

const select = (id, label, options, chosen, change) => h('p', { class: 'field' },
  h('label', { for: `score-${id}` }, label),
  h('select', { id: `score-${id}`, onchange: event => change(event.target.value) },
    options.map(([value, text]) => h('option', { value, selected: value === chosen }, text))));
