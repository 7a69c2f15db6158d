import { h } from './dom.js';
import { ask } from '../parts/dialog.js';

// For this tab and until it is closed; never in an address, where histories and logs would keep it.
const place = 'photoscore.key';
let asking = null;
let button = null;

export const currentKey = () => sessionStorage.getItem(place);

/** Asks for a function key; of several that need one at the same moment, once. Gives it, or null where it was not given. */
export function askForKey() {
  asking ??= askOnce().finally(() => asking = null);
  return asking;
}

/** Makes a button that forgets the key; it is there while one is known. */
export function offerToForgetKey(element) {
  button = element;
  button.addEventListener('click', () => {
    sessionStorage.removeItem(place);
    location.reload();
  });
  showButton();
}

async function askOnce() {
  const refused = currentKey() !== null;
  const input = h('input', { id: 'key-input', type: 'password', autocomplete: 'off', spellcheck: 'false', required: true });
  const given = await ask({
    title: refused ? 'The key was refused' : 'This app asks for a key',
    body: [
      h('p', {}, 'Give a function key (', h('code', {}, 'x-functions-key'), '). It stays in this tab and is forgotten when the tab closes.'),
      h('label', { for: 'key-input' }, 'Function key'),
      input,
    ],
    accept: 'Use this key',
  });
  if (!given || input.value === '')
    return null;
  sessionStorage.setItem(place, input.value);
  showButton();
  return input.value;
}

function showButton() {
  if (button)
    button.hidden = currentKey() === null;
}
