'use strict';
/*
 * Charts. Each is a figure: its lines with their values at the cursor, the drawing, and a table that says the same.
 * All charts over time have one axis: cursor and zoom are theirs together.
 */
const DASHES = {inserter: [], transferrer: [8, 4], reader: [2, 3], checker: [10, 3, 2, 3], deleter: [5, 5], chat: []};
const MOST_MARK_ROWS = 3;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/** Colour and dashes of a stream are its own wherever it is shown. */
function hue(stream) {
  return stream in DASHES ? stream : 'other';
}

function dash(stream) {
  return DASHES[stream] || [4, 2];
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

function swatch(line) {
  return svg('svg', {class: 'swatch', viewBox: '0 0 26 10', 'aria-hidden': 'true'},
    svg('line', {x1: 0, y1: 5, x2: 26, y2: 5, stroke: `var(--${line.colour})`, 'stroke-width': line.width || 2,
      'stroke-dasharray': (line.dash || []).join(' ') || 'none'}));
}

/** 1, 2, 5, 10 where there is room for them, else powers of ten. */
function logSplits(u, axis, min, max) {
  const decades = Math.log10(max / min);
  const room = u.height / 34;
  const steps = decades * 3 <= room ? [1, 2, 5] : decades * 2 <= room ? [1, 3] : [1];
  const all = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    for (const step of steps) {
      const value = step * 10 ** power;
      if (value >= min * 0.999 && value <= max * 1.001) all.push(value);
    }
  }
  return all.length > 1 ? all : [min, max];
}

/** A logarithmic axis has no 0 and wants some length. */
function logRange(u, min, max) {
  if (!(min > 0) || !(max > 0)) return [1, 10];
  const low = 10 ** Math.floor(Math.log10(min)), high = 10 ** Math.ceil(Math.log10(max));
  const below = [5, 2, 1].map(step => step * low).find(value => value <= min * 0.95) || low / 2;
  const above = [0.2, 0.5, 1].map(step => step * high).find(value => value >= max);
  return above / below < 10 ? [below, Math.max(above, below * 10)] : [below, above];
}

function linearRange(u, min, max) {
  return [0, max > 0 ? max * 1.08 : 1];
}

class Chart {
  /**
   * spec: {id, title, about, unit, format, short, log, x: {name, format, splits, log, range}, over time: true or false,
   * height, marks: names them}; lines: [{name, colour, dash, width, fill, points, values}]
   */
  constructor(spec) {
    this.spec = spec;
    this.hidden = new Set();
    this.legend = el('ul', {class: 'legend'});
    this.plot = el('div', {class: 'plot', tabindex: 0, role: 'group', 'aria-label':
      `${spec.title}: chart. Left and right move the cursor, plus and minus zoom, 0 shows all. A table of it follows.`});
    this.table = el('details', {class: 'table'}, el('summary', {}, 'as a table'));
    this.choice = el('div', {class: 'choice', hidden: true});
    this.element = el('figure', {class: 'chart', id: spec.id},
      el('div', {class: 'top'}, el('h3', {}, spec.title), el('span', {class: 'unit'}, spec.unit), this.choice),
      this.legend, this.plot, this.table);
    this.element.chart = this;
    this.table.addEventListener('toggle', () => this.tabulate());
    this.plot.addEventListener('keydown', event => this.key(event));
    this.plot.addEventListener('blur', () => this.u && this.u.setCursor({left: -10, top: -10}));
  }

  /** xs rise; each line has a value, or null, for each of them. */
  draw(xs, lines, marks, start) {
    this.start = start;
    this.xs = xs;
    this.lines = lines;
    this.marks = marks || [];
    const names = [...lines.map(line => line.name + line.colour), this.marks.filter(mark => mark.label).length].join();
    if (this.u && names === this.names) {
      this.u.setData(this.data(), !this.zoomed);
      if (this.zoomed) this.u.redraw();
    } else {
      this.names = names;
      if (this.u) this.u.destroy();
      this.label();
      this.u = new uPlot(this.options(), this.data(), this.plot);
    }
    this.values(null);
    this.tabulate();
  }

  /** Over time the axis begins where the first interval does, and each value stands at the end of its own. */
  data() {
    if (!this.spec.overTime) return [this.xs, ...this.lines.map(line => line.values)];
    return [[this.start, ...this.xs], ...this.lines.map(line => [line.steps ? line.values[0] : null, ...line.values])];
  }

  options() {
    const {spec} = this;
    const axis = {stroke: () => colour('muted'), grid: {stroke: () => colour('grid'), width: 1},
      ticks: {show: false}, font: '12px system-ui, sans-serif'};
    return {
      width: this.width(), height: spec.height || 170, legend: {show: false}, padding: [this.above(), spec.x.log ? 34 : 14, 0, 0],
      cursor: {sync: spec.overTime ? {key: 'time'} : undefined, drag: {x: Boolean(spec.overTime), y: false}, points: {size: 6},
        y: false},
      scales: {
        x: {time: false, distr: spec.x.log ? 3 : 1, range: spec.x.range},
        y: {distr: spec.log ? 3 : 1, range: spec.log ? logRange : linearRange},
      },
      axes: [
        {...axis, size: 28, gap: 7, space: 60, incrs: spec.x.incrs, splits: spec.x.splits, filter: spec.x.splits && ((u, s) => s),
          values: (u, splits) => splits.map(spec.x.short || spec.x.format)},
        {...axis, size: 64, space: 26, splits: spec.log ? logSplits : undefined, filter: (u, splits) => splits,
          incrs: spec.whole ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6, 1e7] : undefined,
          values: (u, splits) => splits.map(value => value === null ? '' : spec.short(value))},
      ],
      series: [{}, ...this.lines.map(line => ({
        show: !this.hidden.has(line.name), stroke: () => colour(line.colour), width: line.width || 2, dash: line.dash,
        fill: line.fill ? () => colour(line.colour) + '33' : undefined, spanGaps: Boolean(line.spanGaps),
        paths: line.steps ? uPlot.paths.stepped({align: -1}) : undefined,
        points: {show: line.points || (u => u.data[0].length < 3), size: line.points ? 7 : 5}}))],
      hooks: {
        drawClear: [u => this.shade(u)],
        draw: [u => this.drawMarks(u)],
        setCursor: [u => this.values(known(u.cursor.idx) ? u.cursor.idx - this.before() : null)],
        setScale: [(u, key) => key === 'x' && spec.overTime && this.follow(u)],
      },
    };
  }

  width() {
    return Math.max(200, this.plot.clientWidth || this.element.clientWidth - 16 || 600);
  }

  resize() {
    if (this.u && this.u.width !== this.width()) this.u.setSize({width: this.width(), height: this.spec.height || 170});
  }

  /** The legend: a button for each line, which takes it away and brings it back. */
  label() {
    this.outputs = this.lines.map(() => el('output', {}));
    this.legend.replaceChildren(...this.lines.map((line, i) => {
      const button = el('button', {type: 'button', 'aria-pressed': String(!this.hidden.has(line.name))},
        swatch(line), el('bdi', {}, harmless(line.name)), this.outputs[i]);
      button.addEventListener('click', () => {
        const shown = this.hidden.delete(line.name) || !this.hidden.add(line.name);
        button.setAttribute('aria-pressed', String(shown));
        this.u.setSeries(i + 1, {show: shown});
      });
      return el('li', {}, button);
    }));
  }

  /** Points that are drawn before the first value. */
  before() {
    return this.spec.overTime ? 1 : 0;
  }

  /** Says the values at the cursor. */
  values(at) {
    const shown = at !== null && at >= 0 ? at : null;
    this.outputs.forEach((output, i) => {
      const value = shown === null ? null : this.lines[i].values[shown];
      output.textContent = shown === null ? '' : this.spec.format(value);
    });
    const unit = this.element.querySelector('.unit');
    unit.textContent = shown === null ? this.spec.unit : `${this.spec.unit}, at ${this.spec.x.format(this.xs[shown])}`;
  }

  /** A zoom of one chart over time is a zoom of all. */
  follow(u) {
    const {min, max} = u.scales.x;
    const all = min <= this.start && max >= this.xs[this.xs.length - 1];
    this.zoomed = !all;
    for (const other of Chart.overTime) {
      if (other !== this && other.u && (other.u.scales.x.min !== min || other.u.scales.x.max !== max)) {
        other.u.setScale('x', {min, max});
      }
    }
  }

  key(event) {
    const {u} = this;
    const moves = {ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity};
    const last = this.xs.length - 1;
    const at = known(u.cursor.idx) ? u.cursor.idx - this.before() : last + 1;
    if (event.key in moves) {
      const to = Math.min(last, Math.max(0, at + moves[event.key]));
      u.setCursor({left: u.valToPos(this.xs[to], 'x'), top: u.over.clientHeight / 2});
    } else if (this.spec.overTime && (event.key === '+' || event.key === '-')) {
      const {min, max} = u.scales.x;
      const half = (max - min) * (event.key === '+' ? 0.25 : 1);
      const middle = this.xs[Math.min(last, Math.max(0, at))];
      u.setScale('x', {min: Math.max(this.start, middle - half), max: Math.min(this.xs[last], middle + half)});
    } else if (this.spec.overTime && event.key === '0') {
      u.setScale('x', {min: this.start, max: this.xs[last]});
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Room above for the words of marks: as many rows as they take. */
  above() {
    if (!this.labelled()) return 8;
    const wanted = this.marks.reduce((sum, mark) => sum + (mark.label ? Math.min(34, mark.label.length) * 7 + 14 : 0), 0);
    this.rows = Math.min(MOST_MARK_ROWS, Math.ceil(1.5 * wanted / this.width()));
    return 8 + 14 * this.rows;
  }

  labelled() {
    return this.spec.marks && this.marks.some(mark => mark.label);
  }

  shade(u) {
    const end = this.marks.find(mark => mark.kind === 'warmup_end');
    if (!end) return;
    const {left, top, width, height} = u.bbox;
    const to = Math.min(left + width, u.valToPos(end.at, 'x', true));
    if (to <= left) return;
    u.ctx.save();
    u.ctx.fillStyle = colour('grid');
    u.ctx.globalAlpha = 0.7;
    u.ctx.fillRect(left, top, to - left, height);
    u.ctx.restore();
  }

  /** Lines at what happened; their words above the first chart, in as many rows as it takes to keep them apart. */
  drawMarks(u) {
    const {ctx} = u;
    const {left, top, width, height} = u.bbox;
    const ratio = devicePixelRatio;
    const ends = Array(this.rows || 0).fill(-Infinity);
    ctx.save();
    ctx.font = `${11 * ratio}px system-ui, sans-serif`;
    ctx.lineWidth = ratio;
    for (const mark of this.marks) {
      const x = Math.round(u.valToPos(mark.at, 'x', true));
      if (x < left - 1 || x > left + width + 1) continue;
      ctx.strokeStyle = ctx.fillStyle = colour(mark.good ? 'neutral' : 'unexpected');
      if (!mark.label) {
        ctx.beginPath(); // a tick at the top, for what is often and good
        ctx.moveTo(x, top);
        ctx.lineTo(x, top + 6 * ratio);
        ctx.stroke();
        continue;
      }
      ctx.setLineDash(mark.good ? [3 * ratio, 3 * ratio] : []);
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, top + height);
      ctx.stroke();
      ctx.setLineDash([]);
      if (this.labelled()) this.writeMark(ctx, mark, x, ends, u.bbox, ratio);
    }
    ctx.restore();
  }

  writeMark(ctx, mark, x, ends, box, ratio) {
    const words = cutInTheMiddle(mark.label, 34);
    const wide = ctx.measureText(words).width;
    const gap = 4 * ratio;
    const start = x + gap + wide <= box.left + box.width ? x + gap : x - gap - wide;
    const row = ends.findIndex(end => end + 10 * ratio < start);
    if (row < 0) return;
    ends[row] = start + wide;
    const y = box.top - (5 + 14 * row) * ratio;
    ctx.textAlign = 'left';
    ctx.fillText(words, start, y);
    ctx.beginPath();
    ctx.moveTo(x, box.top);
    ctx.lineTo(x, y + 2 * ratio);
    ctx.stroke();
  }

  tabulate() {
    if (!this.table.open) {
      while (this.table.childNodes.length > 1) this.table.lastChild.remove();
      return;
    }
    const columns = [this.spec.x.name, ...this.lines.map(line => harmless(line.name))].map(name => ({name}));
    const rows = this.xs.map((x, i) => [this.spec.x.format(x), ...this.lines.map(line => this.spec.format(line.values[i]))]);
    const made = table(this.spec.title, columns, rows);
    const old = this.table.querySelector('.scroll');
    old ? morph(old, made) : this.table.append(made);
  }

  /** In the colours that hold now. */
  recolour() {
    if (this.u) this.u.redraw(true, true);
  }
}
Chart.overTime = [];
