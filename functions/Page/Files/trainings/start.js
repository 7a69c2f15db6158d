import { api, sendJson } from '../shell/api.js';
import { h } from '../shell/dom.js';
import { go } from '../shell/router.js';
import { crumbs } from '../parts/crumbs.js';
import { jsonForm } from '../parts/json-form.js';

export async function showTrainingForm(_, signal, query) {
  const dataset = query.get('dataset') ?? 'sunsets';
  const request = { dataset, ...(query.has('version') && { version: query.get('version') }), architecture: 'basic-cnn-augmented', epochs: 40, promote: 'ifBetter' };
  return {
    title: 'New training',
    content: [
      crumbs(['Trainings', '#/trainings']),
      h('h1', {}, 'New training'),
      h('p', {}, 'Dataset and architecture are needed; what is left out is the architecture’s own. A name that is not known is refused with those that are.'),
      jsonForm({
        nameLabel: 'Model',
        name: query.get('model') ?? query.get('dataset') ?? '',
        nameHint: 'Lowercase letters, digits and hyphens. A model that exists gets its next version.',
        textLabel: 'Request',
        text: JSON.stringify(request, null, 2),
        submit: 'Start the training',
        send: async (name, text, headers) => {
          const { version } = await sendJson('POST', api`models/${name}/trainings`, text, { headers });
          go`trainings/${name}/${version}`;
        },
      }),
    ],
  };
}
