import { h, newId } from '../shell/dom.js';

/** A question over the page. Gives true when it is accepted, false when it is not; Escape is no. */
export function ask({ title, body, accept, decline = 'Cancel' }) {
  const titleId = newId('dialog');
  return new Promise(resolve => {
    const form = h('form', { method: 'dialog' },
      h('h2', { id: titleId }, title),
      body,
      h('div', { class: 'actions' },
        h('button', { class: 'primary', type: 'submit', value: 'yes' }, accept),
        h('button', { type: 'button', onclick: () => dialog.close('no') }, decline)));
    const dialog = h('dialog', { 'aria-labelledby': titleId }, form);
    // The page's rules let no form be sent anywhere, so the dialog closes by script.
    form.addEventListener('submit', event => {
      event.preventDefault();
      dialog.close('yes');
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
