import { fill, h, s } from '../shell/dom.js';

// Lines are a picture that stretches; all that is written is ordinary text beside it, so that it has the same size on a telephone.

const steps = 4;

/**
 * Lines over epochs or the like.
 * @param title What is shown, as a caption.
 * @param series `{ name, look, points: [[x, y], …] }`; `look` is a class that gives colour and dashes.
 * @param bounds `[low, high]` of y; from the points where it is left out.
 * @param write How a y is written.
 * @param mark `{ x, text }` of a vertical line.
 */
export function lines({ title, series, bounds, write, mark }) {
  const known = series.map(line => ({ ...line, points: line.points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y)) }));
  const all = known.flatMap(line => line.points);
  const xs = all.map(([x]) => x);
  const [left, right] = all.length > 0 ? [Math.min(...xs), Math.max(...xs)] : [0, 1];
  const [low, high] = bounds ?? around(all.map(([, y]) => y));
  const place = ([x, y]) => [right > left ? 100 * (x - left) / (right - left) : 50, 100 - 100 * Math.min(1, Math.max(0, (y - low) / (high - low)))];
  const reading = h('p', { class: 'reading' }, '\u00a0');

  const picture = s('svg', { viewBox: '0 0 100 100', preserveAspectRatio: 'none', role: 'img', 'aria-label': spoken(title, known, write) },
    s('path', { class: 'grid', d: Array.from({ length: steps }, (_, i) => `M0 ${100 * i / steps}H100`).join('') }),
    mark && right > left && s('path', { class: 'mark', d: `M${place([mark.x, 0])[0]} 0V100` }),
    known.map(line => s('path', { class: `line ${line.look}`, d: draw(line.points.map(place)) })));
  picture.addEventListener('pointermove', event => {
    const box = picture.getBoundingClientRect();
    const x = left + (right - left) * (event.clientX - box.left) / box.width;
    const nearest = xs.reduce((best, one) => Math.abs(one - x) < Math.abs(best - x) ? one : best, xs[0]);
    fill(reading, all.length > 0 && `${nearest}: ${known.map(line => read(line, nearest, write)).join(', ')}`);
  });
  picture.addEventListener('pointerleave', () => fill(reading, '\u00a0'));

  return h('figure', { class: 'lines' },
    h('figcaption', {}, title),
    h('p', { class: 'legend' }, known.map(line => h('span', {}, s('svg', { viewBox: '0 0 24 8', width: '24', height: '8', 'aria-hidden': 'true' }, s('path', { class: `line ${line.look}`, d: 'M0 4H24' })), line.name))),
    h('div', { class: 'plot' }, picture,
      Array.from({ length: steps + 1 }, (_, i) => tick(write(low + (high - low) * i / steps), 100 - 100 * i / steps))),
    h('p', { class: 'axis' }, h('span', {}, left), mark && h('span', { class: 'note' }, mark.text), h('span', {}, right)),
    reading);
}

const draw = points => points.length === 1
  ? `M${points[0][0] - 1} ${points[0][1]}h2`
  : points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('');

function tick(text, top) {
  const element = h('span', { class: 'tick', 'aria-hidden': 'true' }, text);
  element.style.top = `${top}%`;
  return element;
}

function around(values) {
  if (values.length === 0)
    return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = roundStep(Math.max((high - low) / steps, 1e-6));
  return [Math.floor(low / step) * step, Math.max(Math.ceil(high / step), Math.floor(low / step) + steps) * step];
}

function roundStep(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find(factor => factor * power >= value * (1 - 1e-9));
}

const read = (line, x, write) => {
  const point = line.points.find(([one]) => one === x);
  return `${line.name} ${point ? write(point[1]) : '–'}`;
};

const spoken = (title, series, write) => `${title}. ${series.map(line => line.points.length === 0
  ? `${line.name}: nothing yet`
  : `${line.name} from ${write(line.points[0][1])} to ${write(line.points.at(-1)[1])}`).join('; ')}.`;
