'use strict';
/* Figures as people read them: three significant digits, thousands apart, a unit each. Times are in milliseconds. */
const NOTHING = '–';

function known(value) {
  return typeof value === 'number' && isFinite(value);
}

function count(value) {
  return known(value) ? Math.round(value).toLocaleString('en-US') : NOTHING;
}

function number(value) {
  if (!known(value)) return NOTHING;
  if (value === 0 || Math.abs(value) >= 999.5) return Math.round(value).toLocaleString('en-US');
  const rounded = Number(value.toPrecision(3)); // 9.996 is 10.0, not 10.00
  const before = Math.floor(Math.log10(Math.abs(rounded))) + 1;
  return rounded.toFixed(Math.max(0, 3 - before));
}

function millis(value) {
  if (!known(value)) return NOTHING;
  if (value >= 999.5) return number(value / 1000) + ' s';
  return value === 0 || value * 1000 >= 999.5 ? number(value) + ' ms' : number(value * 1000) + ' µs';
}

function seconds(value) {
  return known(value) ? millis(value * 1000) : NOTHING;
}

function percent(value) {
  return known(value) ? number(value) + ' %' : NOTHING;
}

function perSecond(value) {
  return known(value) ? number(value) + '/s' : NOTHING;
}

/** A share with its count: 4.10 % (41 of 1,000). */
function share(part, all) {
  return known(part) && known(all) ? `${percent(all ? 100 * part / all : 0)} (${count(part)} of ${count(all)})` : NOTHING;
}

function inUnit(value, unit) {
  return unit === 'ms' ? millis(value) : `${number(value)} ${unit || ''}`.trim();
}

/** A moment of a run: 1:05, 1:00:05. */
function moment(value) {
  const whole = Math.max(0, Math.round(value));
  const two = part => String(part).padStart(2, '0');
  const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** On an axis, where digits that say nothing are left out: 0.5 ms, 2 s. */
function shortMillis(value) {
  return millis(value).replace(/\.0+ /, ' ').replace(/(\.\d*?)0+ /, '$1 ');
}

function shortNumber(value) {
  return number(value).replace(/\.0+$/, '').replace(/(\.\d*?)0+$/, '$1');
}
