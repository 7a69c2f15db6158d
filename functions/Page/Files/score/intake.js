import { h } from '../shell/dom.js';
import { filesOf } from './files.js';

/** Takes photos: dropped anywhere on the page, chosen, or pasted. */
export function intake(take, signal) {
  const picker = h('input', {
    id: 'photos', class: 'unseen', type: 'file', accept: 'image/jpeg,image/png,image/webp,image/gif', multiple: true,
    onchange: () => { give([...picker.files]); picker.value = ''; },
  });
  const zone = h('div', { class: 'drop' },
    picker,
    h('p', {}, h('label', { class: 'button primary', for: 'photos' }, 'Choose photos'), ' or drop them here, or paste one'),
    h('p', { class: 'hint' }, 'JPEG, PNG, WebP or GIF, one or many, also a folder. They go to this app and nowhere else.'));

  let inside = 0;
  const light = () => zone.classList.toggle('over', inside > 0);
  const on = (name, handle) => document.addEventListener(name, handle, { signal });
  on('dragenter', event => { event.preventDefault(); inside++; light(); });
  on('dragleave', () => { inside--; light(); });
  on('dragover', event => event.preventDefault());
  on('drop', async event => {
    event.preventDefault();
    inside = 0;
    light();
    give(await filesOf(event.dataTransfer));
  });
  on('paste', event => give([...event.clipboardData.files]));
  return zone;

  function give(files) {
    if (files.length > 0)
      take(files);
  }
}
