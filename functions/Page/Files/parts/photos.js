import { call } from '../shell/api.js';
import { h } from '../shell/dom.js';

/** A stored photo. It is fetched like everything else, since an img can't send a key; what an address gives is kept until the reader leaves. */
export function storedPhoto(path, alt, signal) {
  const image = h('img', { class: 'photo', alt, loading: 'lazy' });
  show(image, path, signal);
  return image;
}

async function show(image, path, signal) {
  try {
    const response = await call(path, { accept: 'image/*', signal });
    const address = URL.createObjectURL(await response.blob());
    signal.addEventListener('abort', () => URL.revokeObjectURL(address), { once: true });
    image.src = address;
  } catch (problem) {
    if (!signal.aborted)
      image.replaceWith(h('span', { class: 'photo missing' }, problem.title ?? 'No photo'));
  }
}
