import { call } from './shell/api.js';
import { fill, h } from './shell/dom.js';
import { problemView } from './shell/problem.js';

// Shows a report that takes a key. Only reports: whatever else an address may name is not shown in this app's name.
const reports = /^\/api\/(datasets|models)\/[^/?#]+\/v\d+\/report$/;

const main = document.getElementById('main');
addEventListener('hashchange', show);
show();

async function show() {
  const path = location.hash.slice(1);
  try {
    if (!reports.test(path))
      throw Object.assign(new Error(), { title: 'No report', detail: 'The address names no report.' });
    const response = await call(path, { accept: 'text/html' });
    frame(await response.blob());
  } catch (problem) {
    fill(main, h('h1', {}, 'No report'), problemView(problem));
  }
}

function frame(report) {
  const address = URL.createObjectURL(report);
  // A report runs no scripts and is not to; that it has our origin lets its links be given a tab of their own, since most sites refuse to be in a frame.
  const element = h('iframe', { class: 'report', title: 'Report', sandbox: 'allow-same-origin allow-popups allow-popups-to-escape-sandbox', src: address });
  element.addEventListener('load', () => {
    const inside = element.contentDocument;
    document.title = `${inside.title} · PhotoScore`;
    for (const anchor of inside.querySelectorAll('a[href]:not([href^="#"])'))
      Object.assign(anchor, { target: '_blank', rel: 'noopener noreferrer' });
  });
  document.body.classList.add('framed');
  fill(main, element);
}
