// Elements are made here: text becomes text nodes and nothing is ever parsed as markup, so that no name from storage can become a script.

const svgSpace = 'http://www.w3.org/2000/svg';

/** An HTML element: `h('a', { href, onclick, class }, 'text', child, …)`. Attributes that are null or false are left out, and so are such children. */
export const h = (name, attributes, ...children) => make(document.createElement(name), attributes, children);

/** An SVG element, likewise. */
export const s = (name, attributes, ...children) => make(document.createElementNS(svgSpace, name), attributes, children);

/** Takes out what an element holds and puts the children in. */
export function fill(element, ...children) {
  element.replaceChildren(...flat(children));
  return element;
}

/** An id for `for`, `aria-labelledby` and the like. */
export const newId = (() => {
  let last = 0;
  return word => `${word}-${++last}`;
})();

function make(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false)
      continue;
    if (name.startsWith('on'))
      element.addEventListener(name.slice(2), value);
    else
      element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...flat(children));
  return element;
}

const flat = children => children.flat(Infinity)
  .filter(child => child !== null && child !== undefined && child !== false)
  .map(child => child instanceof Node ? child : document.createTextNode(String(child)));
