import { fill, h, newId } from '../shell/dom.js';
import { problemView } from '../shell/problem.js';

/**
 * A name and a JSON text that are sent together; what is refused is shown with every fault.
 * @param send Gets the name, the text, and headers by which the app knows the same request when its answer was lost.
 */
export function jsonForm({ nameLabel, name = '', nameHint, textLabel, text, submit, send }) {
  const [nameId, hintId, textId, faultsId] = [newId('name'), newId('hint'), newId('text'), newId('faults')];
  const nameInput = h('input', { id: nameId, name: 'name', value: name, required: true, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': hintId });
  const area = h('textarea', { id: textId, name: 'text', rows: Math.min(26, Math.max(10, text.split('\n').length + 1)), spellcheck: 'false', 'aria-describedby': faultsId }, text);
  const faults = h('div', { id: faultsId });
  const button = h('button', { class: 'primary', type: 'submit' }, submit);
  const form = h('form', { class: 'json', onsubmit: event => { event.preventDefault(); submitOnce(); } },
    h('label', { for: nameId }, nameLabel), nameInput, h('p', { class: 'hint', id: hintId }, nameHint),
    h('label', { for: textId }, textLabel), area, faults,
    h('p', { class: 'actions' }, button));
  let sent = { text: null, key: null };
  return form;

  async function submitOnce() {
    fill(faults);
    area.removeAttribute('aria-invalid');
    button.disabled = true;
    try {
      JSON.parse(area.value);
      await send(nameInput.value.trim(), area.value, { 'Idempotency-Key': keyOf(area.value) });
    } catch (problem) {
      area.setAttribute('aria-invalid', 'true');
      fill(faults, problemView(problem instanceof SyntaxError ? { title: 'This is no JSON', detail: problem.message } : problem));
    } finally {
      button.disabled = false;
    }
  }

  // Sent twice it starts once; changed, it is another request.
  function keyOf(text) {
    if (sent.text !== text)
      sent = { text, key: newKey() };
    return sent.key;
  }
}

// randomUUID is for secure addresses only.
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
