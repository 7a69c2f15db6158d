import { h } from '../shell/dom.js';
import { announce } from '../shell/announce.js';

/** Where there is nothing yet: what to do, and the command that does it. */
export const empty = (title, text, command, ...after) => h('div', { class: 'empty' },
  h('h2', {}, title), h('p', {}, text), command && commandView(command), ...after);

/** A command for a shell, with a button that copies it. */
export function commandView(text) {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    announce('Copied');
    button.textContent = 'Copied';
  };
  const button = h('button', { class: 'quiet', type: 'button', onclick: copy }, 'Copy');
  // Clipboards are for secure addresses only; elsewhere text is selected by hand.
  return h('div', { class: 'command' }, h('pre', { tabindex: '0', 'aria-label': 'Command' }, text), navigator.clipboard ? button : null);
}
