import { h } from '../shell/dom.js';
import { figure } from '../shell/format.js';
import { storedPhoto } from '../parts/photos.js';

/** The training photos that the network finds most alike, with their labels; nothing where there are none. */
export const neighboursView = ({ neighbours }, signal) => !(neighbours?.length > 0) ? '' : h('section', {},
  h('h2', {}, 'Most alike in training'),
  h('ul', { class: 'neighbours' }, neighbours.map(({ key, label, distance, photo }) => h('li', {}, h('figure', {},
    storedPhoto(photo, `Training photo ${key}`, signal),
    h('figcaption', {}, h('strong', {}, label), h('span', { class: 'soft' }, ` distance ${figure(distance)}`)))))));
