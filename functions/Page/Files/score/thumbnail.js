import { h } from '../shell/dom.js';

const side = 72;

/** A small picture of a file; large photos are scaled while they are decoded, so that hundreds of them fit in memory. */
export async function thumbnail(file) {
  try {
    const bitmap = await createImageBitmap(file, { resizeHeight: side, resizeQuality: 'medium' });
    const canvas = h('canvas', { class: 'photo', width: bitmap.width, height: bitmap.height, 'aria-hidden': 'true' });
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    bitmap.close();
    return canvas;
  } catch {
    return h('span', { class: 'photo missing', 'aria-hidden': 'true' }, '?');
  }
}
