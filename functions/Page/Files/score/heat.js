import { h } from '../shell/dom.js';

/** The photo with what the answer hangs on over it, where the network looked; it can be taken away again. */
export function heatView(photo, explanation, geometry) {
  const map = h('img', { class: 'heat', src: explanation.image, alt: '' });
  place(map, areaOf(geometry, photo.naturalWidth, photo.naturalHeight));
  const toggle = h('input', { id: 'heat', type: 'checkbox', checked: true, onchange: () => map.hidden = !toggle.checked });
  return [
    h('div', { class: 'stack' }, photo, map),
    h('p', { class: 'toggle' }, toggle, ' ', h('label', { for: 'heat' }, 'Heat map'),
      h('span', { class: 'hint' }, ` Red places speak for ${explanation.class}.`, told(explanation))),
  ];
}

const told = ({ largestFall }) => Number.isFinite(largestFall) && ` Covering the reddest lowers its probability by ${(100 * largestFall).toFixed(1)} points${largestFall < 0.05 ? ', which is little: no single place decides' : ''}.`;

/** The part of a photo that a network sees, in shares of its width and height: the centred square where it crops, else all of it. */
function areaOf(geometry, width, height) {
  if (!geometry.crop || !width || !height)
    return { left: 0, top: 0, width: 1, height: 1 };
  const scale = geometry.resize === 'shortSide' ? geometry.size / Math.min(width, height) : 1;
  const [wide, high] = geometry.resize === 'squash' ? [geometry.width, geometry.height] : [width * scale, height * scale];
  const [across, down] = [Math.min(1, geometry.crop / wide), Math.min(1, geometry.crop / high)];
  return { left: (1 - across) / 2, top: (1 - down) / 2, width: across, height: down };
}

function place(element, area) {
  for (const [side, share] of Object.entries(area))
    element.style[side] = `${100 * share}%`;
}
