import { fill, h } from './dom.js';
import { announce } from './announce.js';
import { problemView } from './problem.js';

// What is shown follows from the part of the address behind #, so that back, forward, reload and bookmarks work as everywhere.

const routes = [];
let leaving = new AbortController();
let isFirst = true;

/** Adds a view: a function of its parameters and a signal that ends when the reader leaves, which gives the title and what to show. */
export function route(pattern, view) {
  const names = [...pattern.matchAll(/:(\w+)/g)].map(match => match[1]);
  routes.push({ names, view, pattern: new RegExp(`^${pattern.replaceAll(/:\w+/g, '([^/]+)')}$`) });
}

/** Shows the address's view in an element, now and whenever the address changes. */
export function start(main) {
  addEventListener('hashchange', () => show(main));
  // The link is no address of a view.
  document.querySelector('.skip').addEventListener('click', event => {
    event.preventDefault();
    main.focus();
  });
  show(main);
}

/** Shows the present view anew. */
export const showAgain = () => dispatchEvent(new HashChangeEvent('hashchange'));

/** Goes to a view: go`models/${name}`. */
export function go(texts, ...values) {
  location.hash = link(texts, ...values);
}

/** The address of a view: link`models/${name}`. */
export const link = (texts, ...values) => `#/${texts.reduce((path, text, i) => path + encodeURIComponent(values[i - 1]) + text)}`;

async function show(main) {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const [path, query] = location.hash.replace(/^#/, '').split('?');
  const address = path || '/';
  markCurrent(address);
  const waiting = setTimeout(() => fill(main, h('p', { class: 'waiting', role: 'status' }, 'Loading …')), 250);
  try {
    const found = find(address, new URLSearchParams(query)) ?? (() => ({ title: 'Not found', content: nothing(address) }));
    const { title, content } = await found(signal);
    if (!signal.aborted)
      present(main, title, content);
  } catch (problem) {
    if (signal.aborted)
      return;
    if (!('status' in problem))
      console.error(problem);
    present(main, problem.title ?? 'Something went wrong', [
      h('h1', {}, 'This can’t be shown'),
      problemView(problem, h('p', { class: 'actions' }, h('button', { type: 'button', onclick: showAgain }, 'Try again'))),
    ]);
  } finally {
    clearTimeout(waiting);
  }
}

function find(address, query) {
  for (const { pattern, names, view } of routes) {
    const match = pattern.exec(address);
    if (match)
      return signal => view(Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(match[i + 1])])), signal, query);
  }
  return null;
}

function present(main, title, content) {
  fill(main, content);
  document.title = title ? `${title} · PhotoScore` : 'PhotoScore';
  // Who comes by keyboard or listens begins at the new content, as on a new page. A page that was just opened leaves the focus where it is.
  if (!isFirst) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
    announce(document.title);
  }
  isFirst = false;
}

function markCurrent(address) {
  for (const anchor of document.querySelectorAll('header nav a')) {
    const target = anchor.getAttribute('href').slice(1);
    if (address === target || address.startsWith(`${target}/`))
      anchor.setAttribute('aria-current', 'page');
    else
      anchor.removeAttribute('aria-current');
  }
}

const nothing = address => [h('h1', {}, 'Not found'), h('p', {}, 'There is nothing at ', h('code', {}, address), '. ', h('a', { href: '#/' }, 'Go to the overview.'))];
