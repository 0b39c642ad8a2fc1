'use strict';
/* The page is made of these. All that comes from the run is text: it becomes text nodes and nothing else. */
const LONGEST_LINE = 160;

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined) made.append(child instanceof Node ? child : String(child));
  }
  return made;
}

/** A picture in place of what would move a cursor, change a colour or turn the direction of writing. */
function harmless(value) {
  return String(value)
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, c => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '\ufffd');
}

function cutInTheMiddle(line, longest) {
  const points = Array.from(line);
  const start = Math.floor(longest / 2);
  return points.length <= longest ? line : points.slice(0, start).join('') + '…' + points.slice(start + 1 - longest).join('');
}

/** Somebody else's text, on one line; a long one is cut in the middle, its whole behind a click. */
function text(value, longest = LONGEST_LINE) {
  if (value === null || value === undefined || value === '') return NOTHING;
  const whole = harmless(value);
  const line = whole.replace(/\s+/g, ' ').trim();
  const cut = cutInTheMiddle(line, longest);
  return cut === line
    ? el('bdi', {}, line)
    : el('details', {}, el('summary', {}, el('bdi', {}, cut)), el('pre', {}, el('bdi', {}, whole)));
}

function badge(word) {
  return el('span', {class: 'badge ' + word.toLowerCase()}, word);
}

function empty(words) {
  return el('p', {class: 'empty'}, words);
}

/** A term whose definition is one click away, and one hover. */
function term(name, id) {
  const definition = document.querySelector(`#${id} + dd`);
  return el('a', {class: 'term', href: '#' + id, title: definition && definition.textContent}, name);
}

/** Columns: {name, text: true for what is long, word: true for a word}; a row is a list of cells, the first its header. */
function table(label, columns, rows, total) {
  const kind = i => columns[i].text ? 'wide' : columns[i].word ? 'word' : 'n';
  const row = (cells, of) => el('tr', of, cells.map((cell, i) =>
    i === 0 ? el('th', {scope: 'row'}, cell) : el('td', {class: kind(i)}, cell)));
  return el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label},
    el('table', {},
      el('thead', {}, el('tr', {}, columns.map((column, i) =>
        el('th', {scope: 'col', class: i ? kind(i) : null}, column.name)))),
      el('tbody', {}, rows.map(cells => row(cells)), total ? row(total, {class: 'total'}) : null)));
}

function facts(pairs) {
  return el('dl', {class: 'facts'}, pairs.filter(Boolean).map(([name, value]) =>
    el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

/** Makes one tree like another and keeps what is alike: focus, selection and what is unfolded stay. */
function morph(old, fresh) {
  if (old.nodeName !== fresh.nodeName || old.nodeType !== fresh.nodeType) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  for (const {name} of Array.from(old.attributes)) {
    if (name !== 'open' && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const {name, value} of Array.from(fresh.attributes)) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const before = Array.from(old.childNodes), after = Array.from(fresh.childNodes);
  after.forEach((child, i) => before[i] ? morph(before[i], child) : old.append(child));
  before.slice(after.length).forEach(child => child.remove());
}

/** Fills a section, or hides it when there is nothing to say. */
function fill(id, ...children) {
  const old = document.getElementById(id);
  const fresh = old.cloneNode(false);
  fresh.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  morph(old, fresh);
}
