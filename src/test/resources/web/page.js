'use strict';
/* Puts the page together from its document, and follows a run that goes on. */
const page = JSON.parse(document.getElementById('document').textContent);
const ROLES = ['inserter', 'transferrer', 'reader', 'checker', 'deleter'];
const TIME = {name: 'time', format: moment, incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200]};
const PERCENTILES = [['p50', [], 1.5], ['p95', [], 2.75], ['p99', [7, 4], 1.75], ['max', [2, 3], 1.5]];
const charts = {};

function streams() {
  return Object.keys(page.timeline.streams);
}

function rates(values) {
  const {from, to} = page.timeline;
  return values.map((value, i) => value / (to[i] - from[i]));
}

function line(stream, values, more) {
  return {name: stream, colour: hue(stream), dash: dash(stream), values, ...more};
}

function marks() {
  return page.timeline.marks.map(mark => ({at: mark.seconds, kind: mark.kind, good: mark.good,
    label: mark.good && mark.kind === 'audit' ? null : harmless(mark.text).replace(/\s+/g, ' ')}));
}

/** Of the stream that is chosen, or the p95 of each. */
function latencyLines() {
  const all = page.timeline.streams;
  if (!streams().length) return [];
  if (page.shown === 'each') return streams().map(name => line(name, all[name].p95));
  return PERCENTILES.map(([name, dash, width]) => ({name, dash, width, colour: hue(page.shown), values: all[page.shown][name]}));
}

const OVER_TIME = [
  {id: 'load', title: 'Load', unit: 'at once', format: count, short: shortNumber, whole: true, marks: true, height: 190, lines: ({users, pool}) => [
    users ? line('chat', users, {name: 'users who chat', steps: true}) : null,
    pool ? {name: 'connections in use', colour: 'neutral', dash: [6, 3], steps: true, values: pool.active} : null,
    pool ? {name: 'waiting for one', colour: 'unexpected', dash: [2, 2], steps: true, fill: true, values: pool.waiting} : null]},
  {id: 'throughput', title: 'Throughput', unit: 'operations and chats per second', format: perSecond, short: shortNumber,
    lines: ({streams: all}) => Object.keys(all).map(name => line(name, rates(all[name].count)))},
  {id: 'latency', title: 'Latency', unit: 'logarithmic', format: millis, short: shortMillis, log: true, height: 220, lines: () => latencyLines()},
  {id: 'failures', title: 'Errors', unit: 'per second', format: perSecond, short: shortNumber, height: 130, none: 'no errors', lines: ({errors}) => [
    {name: 'expected', colour: 'expected', dash: [6, 3], values: errors.expected},
    {name: 'unexpected', colour: 'unexpected', width: 2.5, values: errors.unexpected},
    {name: 'failed chats', colour: 'chat', dash: [2, 2], values: errors.chat}]
    .filter(one => one.values.some(Boolean)).map(one => ({...one, values: rates(one.values), fill: true, steps: true}))},
  {id: 'ttft', title: 'Time to first token', unit: 'logarithmic', format: millis, short: shortMillis, log: true, lines: ({firstToken}) => firstToken
    ? PERCENTILES.map(([name, dash, width]) => ({name, dash, width, colour: 'chat', values: firstToken[name]})) : []},
  {id: 'tokens', title: 'Output tokens', unit: 'per second, of streams that ended', format: perSecond, short: shortNumber, height: 130, lines: ({tokens}) => tokens
    ? [line('chat', rates(tokens), {name: 'tokens', fill: true})] : []},
];

function overTime() {
  const section = document.getElementById('time');
  const {timeline} = page;
  if (!section.firstChild) {
    section.append(el('h2', {}, 'Over time'), el('p', {class: 'hint'}, 'One time axis: drag over a chart to zoom all of them, double-click to see all again. Grey is warm-up; small ticks at the top are audits that found nothing.'),
      el('div', {class: 'charts'}), el('details', {class: 'table', id: 'marks'}, el('summary', {}, 'what happened, as a list')));
  }
  section.hidden = !streams().length && !timeline.marks.length;
  if (section.hidden) return;
  for (const spec of OVER_TIME) {
    const lines = spec.lines(timeline).filter(Boolean);
    const wanted = lines.some(one => one.values.some(value => value !== null));
    const chart = charts[spec.id] || (charts[spec.id] = place(section.querySelector('.charts'), {...spec, overTime: true, x: {...TIME}}));
    chart.element.hidden = !wanted && !(spec.none && streams().length);
    chart.plot.hidden = chart.table.hidden = chart.legend.hidden = !wanted;
    if (spec.none) nothing(chart, wanted ? '' : spec.none);
    if (wanted) chart.draw(timeline.to, lines, marks(), timeline.from[0]);
  }
  section.querySelector('.hint').hidden = !streams().length;
  choose(charts.latency);
  const list = document.getElementById('marks');
  const made = timeline.marks.length ? table('What happened', [{name: 'at'}, {name: 'what', text: true}], timeline.marks.map(mark => [moment(mark.seconds), text(mark.text)])) : empty('nothing beside the load');
  list.childNodes[1] ? morph(list.childNodes[1], made) : list.append(made);
}

function nothing(chart, words) {
  const old = chart.element.querySelector('.empty');
  if (old) old.remove();
  if (words) chart.element.insertBefore(empty(words), chart.plot);
}

function place(parent, spec) {
  const chart = new Chart(spec);
  parent.append(chart.element);
  if (spec.overTime) Chart.overTime.push(chart);
  return chart;
}

/** Whose percentiles the latency chart shows. */
function choose(chart) {
  const names = streams().length > 1 ? [...streams(), 'each'] : [];
  if (chart.choice.dataset.names === names.join()) return;
  chart.choice.dataset.names = names.join();
  chart.choice.hidden = !names.length;
  chart.choice.replaceChildren(el('fieldset', {class: 'choice'}, el('legend', {}, 'latency of'), names.map(name => {
    const input = el('input', {type: 'radio', name: 'latency', value: name, checked: name === page.shown});
    input.addEventListener('change', () => {
      page.shown = name;
      overTime();
    });
    return el('label', {}, input, name === 'each' ? 'p95 of each' : el('bdi', {}, harmless(name)));
  })));
}

/** As HdrHistogram's own plots have it: each nine of the percentile takes the same room. */
function distribution() {
  const section = document.getElementById('distribution');
  const {percentiles = [], streams: all = {}} = page.distribution || {};
  const names = Object.keys(all).filter(name => all[name].some(value => value !== null));
  section.hidden = !names.length;
  if (section.hidden) return;
  if (!section.firstChild) section.append(el('h2', {}, 'Latency distribution'), el('div', {class: 'charts'}));
  const nines = percentiles.map(p => 100 / (100 - p));
  const used = Math.max(...names.map(name => all[name].filter(value => value !== null).length));
  charts.distribution = charts.distribution || place(section.querySelector('.charts'), {id: 'percentiles', title: 'Latency by percentile', unit: 'logarithmic, warm-up left out',
    format: millis, short: shortMillis, log: true, height: 260, x: {name: 'percentile', log: true, format: value => `p${shortNines(value)}`,
      short: value => shortNines(value) + ' %', range: (u, min, max) => [1, Math.max(max, 10)], splits: (u, axis, min, max) => [1, 2, 4, 10, 20, 100, 1e3, 1e4, 1e5, 1e6].filter(value => value <= max * 1.001 && (u.width > 500 || ![2, 4, 20].includes(value)))}});
  charts.distribution.draw(nines.slice(0, used), names.map(name => line(name, all[name].slice(0, used))));
}

function shortNines(value) {
  return String(Number((100 - 100 / value).toFixed(4)));
}

function steps() {
  const section = document.getElementById('steps');
  const rows = page.summary.steps || [];
  section.hidden = !rows.length;
  if (section.hidden) return;
  if (!section.firstChild) {
    section.append(el('h2', {}, 'Steps'), el('div', {class: 'pair'}), el('div', {}));
    const x = {name: 'users', format: count, range: (u, min, max) => min === max ? [min - 1, max + 1] : [min - (max - min) * 0.06, max + (max - min) * 0.06],
      splits: () => (page.summary.steps || []).map(step => step.vus).slice(0, 40), short: count};
    const pair = section.querySelector('.pair');
    charts.stepRate = place(pair, {id: 'step-rate', title: 'Throughput by load', unit: 'chats per second, by users', format: perSecond, short: shortNumber, marks: true, height: 220, x});
    charts.stepTime = place(pair, {id: 'step-time', title: 'Latency by load', unit: 'logarithmic, by users', format: millis, short: shortMillis, log: true, marks: true, height: 220, x});
  }
  const good = page.summary.last_good_step;
  const mark = known(good) ? [{at: good, good: true, kind: 'step', label: `last good step: ${count(good)}`}] : [];
  const users = rows.map(step => step.vus);
  charts.stepRate.draw(users, [line('chat', rows.map(step => step.requests_per_second), {name: 'chats', points: true})], mark);
  charts.stepTime.draw(users, [line('chat', rows.map(step => step.p95_ms), {name: 'p95', points: true, width: 2.75}),
    line('chat', rows.map(step => step.p50_ms), {name: 'p50', points: true, width: 1.5, dash: [7, 4]})], mark);
  const place_ = section.lastChild;
  const fresh = el('div', {}, stepTable(page));
  morph(place_, fresh);
}

function show() {
  const order = Object.keys(page.timeline.streams);
  if (!order.includes(page.shown) && page.shown !== 'each') page.shown = order.includes('chat') ? 'chat' : order[0];
  for (const one of document.querySelectorAll('[data-of]')) {
    one.hidden = one.dataset.of === 'chat' ? !page.summary.statistics : !(page.summary.database && page.summary.database.roles);
  }
  fill('top', opening(page));
  fill('tiles', tiles(page));
  fill('gate', gate(page));
  overTime();
  distribution();
  fill('roles', roles(page));
  fill('chat', chat(page));
  steps();
  fill('scenarios', scenarios(page));
  fill('errors', errors(page));
  fill('pool', pool(page));
  fill('audit', audit(page));
  fill('attribution', attribution(page));
  fill('generator', generator(page));
  fill('settings', settings(page));
  fill('versions', versions(page));
  fill('bottom', bottom(page));
}

function each(what) {
  Object.values(charts).forEach(what);
}

show();
new ResizeObserver(() => each(chart => chart.resize())).observe(document.body);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => each(chart => chart.recolour()));
if (page.live) {
  follow(page.live.known, (news, status) => {
    if (news) Object.assign(page, news, {timeline: later(page.timeline, news.timeline)});
    page.status = status;
    requestAnimationFrame(show);
  });
}
addEventListener('beforeprint', () => { document.documentElement.classList.add('paper'); each(chart => chart.recolour()); });
addEventListener('afterprint', () => { document.documentElement.classList.remove('paper'); each(chart => chart.recolour()); });
