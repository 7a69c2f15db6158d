import { h } from './dom.js';

/** An answer that is none: what the API refused, by RFC 9457, or that it can't be reached. */
export class Problem extends Error {
  constructor({ status = 0, title = 'Something went wrong', detail, errors, code, retryAfter }) {
    super(detail ?? title);
    Object.assign(this, { status, title, detail, errors, code, retryAfter });
  }

  static async of(response) {
    const retryAfter = seconds(response);
    const isProblem = response.headers.get('Content-Type')?.includes('json');
    const body = isProblem ? await response.json().catch(() => ({})) : {};
    return new Problem({ ...body, title: body.title ?? `The app answered ${response.status}`, status: response.status, retryAfter });
  }
}

/** The seconds of `Retry-After`; null without. */
export function seconds(response) {
  const text = response.headers.get('Retry-After');
  return text === null || Number.isNaN(Number(text)) ? null : Number(text);
}

/** A problem with every fault that it names. */
export function problemView(problem, ...after) {
  const faults = Object.entries(problem.errors ?? {}).flatMap(([path, messages]) => messages.map(message => ({ path, message })));
  return h('div', { class: 'problem', role: 'alert' },
    h('p', { class: 'problem-title' }, problem.title ?? 'Something went wrong'),
    (problem.detail ?? (problem.title ? null : problem.message)) && h('p', {}, problem.detail ?? problem.message),
    faults.length > 0 && h('ul', { class: 'faults' }, faults.map(fault => h('li', {}, fault.path && h('code', {}, fault.path), ' ', fault.message))),
    ...after);
}
