'use strict';
/* What the tables say. Every figure is one of summary.json, under its name there. */

const FAMILY = [['p50', 'median'], ['p95', 'p95'], ['p99', 'p99'], ['p99.9', 'p999'], ['max', 'max'], ['min', 'min'], ['mean', 'mean']];

function family(times) {
  return FAMILY.map(([, field]) => millis(times && times[field]));
}

function head(name, id, more) {
  return [el('h2', {}, id ? term(name, id) : name, more ? el('span', {class: 'muted'}, ' ' + more) : null)];
}

function streamName(name) {
  return [swatch({colour: hue(name), dash: dash(name)}), ' ', el('bdi', {}, harmless(name))];
}

function opening(page) {
  const {summary, live, status} = page;
  const word = !live ? summary.verdict : status ? 'LOST' : 'RUNNING';
  const failures = (summary.failures || []).map(reason => el('li', {}, text(reason, 400)));
  document.title = `${word} ${harmless(summary.simulation)}`;
  return [
    el('div', {class: 'title'}, el('span', {class: 'brand'}, 'Tidemark'), el('h1', {}, text(summary.simulation)), badge(word),
      status ? el('span', {class: 'muted', role: 'status'}, status) : null),
    live ? progress(live) : null,
    failures.length ? el('ul', {class: 'reasons', 'aria-label': 'why it failed'}, failures) : null,
    !live && !failures.length ? el('p', {class: 'good'}, passed(summary)) : null,
    summary.generator && summary.generator.bottleneck
      ? el('p', {class: 'warn'}, el('b', {}, 'WARN '), 'the generator was the limit, its figures are those of this machine: ',
        text(summary.generator.reason)) : null,
    what(page),
  ];
}

function progress(live) {
  const done = live.planned_s ? Math.min(1, live.seconds / live.planned_s) : null;
  return el('div', {}, el('progress', done === null ? {} : {max: 1, value: done}),
    el('div', {class: 'muted'}, `${live.phase}, ${moment(live.seconds)}`, live.planned_s && live.phase !== 'finishing' ? ` of ${moment(live.planned_s)}` : ''));
}

/** What stands behind a PASS, in one line. */
function passed(summary) {
  const said = [];
  const gate = (summary.gate || []).filter(row => row.verdict === 'PASS');
  if (gate.length) said.push(`${count(gate.length)} of ${count(summary.gate.length)} thresholds hold`);
  const database = summary.database || {};
  if (database.errors) said.push('no unexpected error at the database');
  if (database.audit && database.audit.ok) said.push('the audit found nothing');
  if (known(summary.last_good_step)) said.push(`the last good step had ${count(summary.last_good_step)} users`);
  const cases = summary.scenarios || [];
  const ending = word => cases.filter(one => one.verdict === word).length;
  if (cases.length) said.push(`${count(ending('PASS'))} of ${count(cases.length)} cases passed` + (ending('SKIP') ? `, ${count(ending('SKIP'))} skipped` : ''));
  return said.length ? said.join(', ') : 'nothing was found';
}

function what({summary, timeline, versions}) {
  const {metadata = {}, database, statistics} = summary;
  const started = metadata.timestamp ? new Date(metadata.timestamp) : null;
  const load = metadata.rate ? `${number(metadata.rate)} users arrive per second (${harmless(metadata.arrivals)})`
    : metadata.vus ? `${count(metadata.vus)} users` : null;
  const version = database && (summary.versions || {})[database.backend];
  const measured = statistics ? statistics.elapsed_s : database && database.elapsed_s;
  return facts([
    metadata.api_url ? ['chat', [text(metadata.api_url), metadata.model ? [', model ', text(metadata.model, 60)] : null]] : null,
    load ? ['users', [load, metadata.turns ? `, ${count(metadata.turns)} turns each` : '',
      metadata.think_time ? `, pauses of ${seconds(metadata.think_time)}` : '']] : null,
    database ? ['database', [text(database.backend), version ? [' ', text(version, 30)] : null, ', ', text(database.url)]] : null,
    database && database.workers ? ['roles', `${count(database.workers)} workers for each role, ${count(database.users)} users, engine ${harmless(database.engine)}`] : null,
    started ? ['started', el('time', {datetime: metadata.timestamp}, started.toISOString().replace('T', ' ').replace(/\.\d+Z|Z/, ' UTC'))] : null,
    known(measured) ? ['measured', [seconds(measured), metadata.warmup ? ` after ${seconds(metadata.warmup)} of warm-up` : '']] : null,
    ['seed', String(summary.seed)],
  ]);
}

function tile(name, value, more, id) {
  return el('div', {class: 'tile'}, el('div', {class: 'name'}, id ? term(name, id) : name), el('div', {class: 'value'}, value),
    el('div', {class: 'more'}, more || ' '));
}

function tiles({summary}) {
  const {statistics: chat, streaming, database, scenarios} = summary;
  const made = [];
  if (chat) {
    made.push(tile('chats', perSecond(chat.requests_per_second), `${count(chat.successful)} went well`));
    made.push(tile('chat p95', millis(chat.latency_ms && chat.latency_ms.p95), chat.latency_ms ? `p50 ${millis(chat.latency_ms.median)}` : 'none went well', 'd-latency'));
    made.push(tile('chats failed', percent(chat.error_rate_percent), `${count(chat.failed)} of ${count(chat.total_requests)}`, 'd-errorrate'));
  }
  if (streaming) {
    const ttft = streaming.time_to_first_token_ms;
    made.push(tile('TTFT p95', millis(ttft && ttft.p95), ttft ? `p50 ${millis(ttft.median)}` : 'no good stream', 'd-ttft'));
    made.push(tile('tokens', perSecond(streaming.output_tokens_per_second), `${count(streaming.output_tokens)} in all`, 'd-tokens'));
  }
  if (summary.last_good_step !== undefined) made.push(tile('last good step', summary.last_good_step === null ? 'none' : `${count(summary.last_good_step)} users`, `of ${count(summary.steps.length)} steps tried`));
  if (database && known(database.total_ops)) {
    made.push(tile('operations', perSecond(database.ops_per_second), `${count(database.total_ops)} in all`, 'd-operation'));
    const slowest = Object.entries(database.roles).filter(([, one]) => one.latency_ms).sort((a, b) => b[1].latency_ms.p95 - a[1].latency_ms.p95)[0];
    if (slowest) made.push(tile('slowest role p95', millis(slowest[1].latency_ms.p95), [harmless(slowest[0]), `, p50 ${millis(slowest[1].latency_ms.median)}`], 'd-oplatency'));
    const unexpected = Object.values(database.errors.unexpected).reduce((sum, one) => sum + one.count, 0);
    made.push(tile('unexpected errors', unexpected ? count(unexpected) : 'none', 'at the database', 'd-expected'));
    if (database.audit) made.push(tile('audit', database.audit.ok ? 'clean' : 'broken', `${count(database.audit.checks)} audits`));
  }
  if (scenarios) {
    const failed = scenarios.filter(one => one.verdict === 'FAIL').length;
    made.push(tile('cases', `${count(scenarios.filter(one => one.verdict === 'PASS').length)} of ${count(scenarios.length)}`, failed ? `passed, ${count(failed)} failed` : 'passed'));
  }
  return made;
}

function gate({summary}) {
  const rows = summary.gate || [];
  return rows.length ? [head('Thresholds'), table('Thresholds',
    [{name: 'name'}, {name: 'verdict', word: true}, {name: 'observed'}, {name: 'limit'}, {name: 'samples'}],
    rows.map(row => [text(row.name), badge(row.verdict), row.observed === null ? 'nothing' : inUnit(row.observed, row.unit),
      `${row.bound === 'at_least' ? '≥' : '≤'} ${inUnit(row.limit, row.unit)}`, count(row.samples)]))] : [];
}

function roles({summary}) {
  const {roles: all} = summary.database || {};
  if (!all || !Object.keys(all).length) return [];
  const cells = (name, one) => [name, count(one.ops), perSecond(one.ops_per_second), ...['median', 'p95', 'p99', 'max'].map(field => millis(one.latency_ms && one.latency_ms[field])),
    share(one.failed, one.samples), count(one.unexpected), count(one.refused), count(one.retries)];
  const sum = field => Object.values(all).reduce((so, one) => so + (one[field] || 0), 0);
  const total = ['total', count(sum('ops')), perSecond(sum('ops_per_second')), '', '', '', '', share(sum('failed'), sum('samples')), count(sum('unexpected')), count(sum('refused')), count(sum('retries'))];
  return [head('Roles'), table('Roles',
    [{name: 'role'}, {name: term('operations', 'd-operation')}, {name: 'rate'}, {name: term('p50', 'd-oplatency')}, {name: 'p95'}, {name: 'p99'}, {name: 'max'},
      {name: term('failed', 'd-errorrate')}, {name: term('unexpected', 'd-expected')}, {name: 'refused'}, {name: 'retries'}],
    Object.entries(all).map(([name, one]) => cells(streamName(name), one)), total),
  known(summary.database.final_accounts) ? el('p', {class: 'muted'}, `${count(summary.database.final_accounts)} accounts at the end.`) : null];
}

function chat({summary}) {
  const {statistics, streaming = {}} = summary;
  if (!statistics) return [];
  const rows = [['latency', 'd-latency', statistics.latency_ms], ['latency of failed chats', 'd-latency', statistics.failed_latency_ms],
    ['start delay', 'd-delay', statistics.planned_to_start_ms], ['time to first token', 'd-ttft', streaming.time_to_first_token_ms],
    ['time to first output token', 'd-ttfot', streaming.time_to_first_output_token_ms], ['inter-chunk latency', 'd-interchunk', streaming.inter_chunk_ms],
    ['time per output token', 'd-tpot', streaming.time_per_output_token_ms]].filter(row => row[2]);
  const drift = [['drift_percent', 'drift'], ['drift_answers_percent', 'drift of whole answers'], ['drift_streams_percent', 'drift of streams']]
    .filter(([field]) => known(statistics[field])).map(([field, name]) =>
      [term(name, 'd-drift'), `median ${signed(statistics[field])}, p95 ${signed(statistics[field.replace('_percent', '_p95_percent')])}`]);
  return [head('Chats'), facts([
    ['chats', `${count(statistics.total_requests)}, ${count(statistics.successful)} of them went well`],
    [term('failed', 'd-errorrate'), share(statistics.failed, statistics.total_requests)],
    ['rate', `${perSecond(statistics.requests_per_second)} that went well`],
    statistics.unfinished ? ['unfinished', `${count(statistics.unfinished)} when the run ended, counted nowhere else`] : null,
    known(summary.active_users) ? [term('active users', 'd-active'), `${count(summary.active_users)} at most`] : null,
    streaming.streams ? ['streams', count(streaming.streams)] : null,
    known(streaming.output_tokens) ? [term('output tokens', 'd-tokens'), `${count(streaming.output_tokens)}, ${perSecond(streaming.output_tokens_per_second)}` + (streaming.token_source ? ` (${harmless(streaming.token_source)})` : '')] : null,
    known(statistics.goodput_percent) ? [term('goodput', 'd-goodput'), percent(statistics.goodput_percent)] : null,
    ...drift,
    known(statistics.error_growth) ? ['error growth', `${signed(statistics.error_growth, 'points')} from the first quarter to the last`] : null,
  ]), rows.length ? table('Times of chats', [{name: 'time'}, ...FAMILY.map(([name]) => ({name}))],
    rows.map(([name, id, times]) => [term(name, id), ...family(times)])) : empty('no chat went well')];
}

function signed(value, unit = '%') {
  return known(value) ? `${value > 0 ? '+' : ''}${number(value)} ${unit}` : NOTHING;
}

function stepTable({summary}) {
  const rows = summary.steps || [];
  return table('Steps', [{name: 'users'}, {name: 'verdict', word: true}, {name: 'chats'}, {name: 'rate'}, {name: 'p50'}, {name: 'p95'}, {name: 'failed'}, {name: 'why', text: true}],
    rows.map(step => [count(step.vus), [step.verdict ? badge(step.verdict) : 'not judged', step.vus === summary.last_good_step ? ' last good' : ''],
      count(step.requests), perSecond(step.requests_per_second), millis(step.p50_ms), millis(step.p95_ms), percent(step.error_rate_percent), step.why ? text(step.why) : '']));
}

function figure(value) {
  if (Array.isArray(value)) return el('ul', {}, value.map(one => el('li', {}, figure(one))));
  if (value && typeof value === 'object') return Object.entries(value).map(([name, one]) => `${harmless(name)} ${typeof one === 'object' ? JSON.stringify(one) : plain(one, name)}`).join(', ');
  return typeof value === 'string' ? text(value) : plain(value, '');
}

function plain(value, name) {
  return known(value) ? (/_ms$|^ms$|millis/i.test(name) ? millis(value) : Number.isInteger(value) ? count(value) : number(value)) : String(value);
}

function figures(all) {
  const named = Object.entries(all || {}).filter(([name]) => name !== 'ok' && name !== 'findings');
  return named.length ? el('ul', {}, named.map(([name, value]) =>
    el('li', {}, harmless(name).replace(/_ms$/, '').replace(/_/g, ' '), ' ', known(value) ? plain(value, name) : figure(value)))) : '';
}

function scenarios({summary}) {
  const all = summary.scenarios;
  if (!all) return [];
  if (!all.length) return [head('Cases'), empty('no case was tried')];
  return [head('Cases'), table('Cases',
    [{name: 'case'}, {name: 'verdict', word: true}, {name: 'time'}, {name: 'expected', text: true}, {name: 'observed', text: true}, {name: 'figures', text: true}],
    all.map(one => [text(one.name), badge(one.verdict || (one.running ? 'RUNNING' : 'WAITING')), seconds(one.seconds), text(one.expected), one.observed ? text(one.observed, 400) : '',
      one.figures && Object.keys(one.figures).length ? el('details', {}, el('summary', {}, `${count(Object.keys(one.figures).length)} figures`), figures(one.figures)) : '']))];
}

function errors({summary, errors: recent}) {
  const {database = {}, statistics} = summary;
  if (!database.errors && !statistics) return [];
  const rows = [];
  const add = (kind, name, one, all) => rows.push([text(name, 60), badgeOf(kind), all ? share(one.count, all) : count(one.count), samples(one.samples)]);
  const tries = Object.values(database.roles || {}).reduce((sum, one) => sum + one.samples + one.retries, 0);
  Object.entries((database.errors || {}).unexpected || {}).forEach(([name, one]) => add('unexpected', name, one));
  Object.entries((database.errors || {}).expected || {}).forEach(([name, one]) => add('expected', name, one, tries));
  Object.entries((statistics || {}).errors || {}).forEach(([name, number]) =>
    add('chat', name, {count: number, samples: ((statistics || {}).error_samples || {})[name]}, statistics.total_requests));
  return [head('Errors', database.errors ? 'd-expected' : null),
    rows.length ? table('Errors', [{name: 'error'}, {name: 'kind', word: true}, {name: 'count'}, {name: 'first of them', text: true}], rows) : empty('no errors'),
    recent && recent.length ? [el('h3', {}, 'The last ones'), table('The last errors', [{name: 'at'}, {name: 'kind', word: true}, {name: 'error', text: true}, {name: 'text', text: true}],
      recent.map(one => [moment(one.seconds), badgeOf(one.kind), text(one.category, 60), [text(one.source, 40), ': ', text(one.text)]]))] : null];
}

function badgeOf(kind) {
  return [svg('svg', {class: 'swatch', viewBox: '0 0 26 10', 'aria-hidden': 'true'},
    svg('rect', {x: 8, y: 0, width: 10, height: 10, fill: `var(--${kind})`})), kind];
}

function samples(texts) {
  return texts && texts.length ? el('ul', {}, [...new Set(texts)].map(one => el('li', {}, text(one)))) : '';
}

function pool({summary}) {
  const {pool: one} = summary.database || {};
  if (!one) return [];
  return [head('Connection pool'), facts([
    ['in use', `${count(one.peak_active)} of ${count(one.max)} at most`],
    ['waiting', one.peak_waiting ? `${count(one.peak_waiting)} at most` : 'nobody'],
    ['timeouts', one.timeouts ? count(one.timeouts) : 'none'],
  ]), one.acquire_ms ? table('Acquire time', [{name: 'time'}, ...FAMILY.map(([name]) => ({name}))], [[term('acquire time', 'd-acquire'), ...family(one.acquire_ms)]]) : null];
}

function audit({summary}) {
  const {audit: one} = summary.database || {};
  if (!one) return [];
  const parts = Object.entries(one).filter(([, part]) => part && typeof part === 'object' && 'ok' in part);
  const during = one.during;
  return [head('Audit'), one.problem ? el('p', {class: 'reasons'}, text(one.problem, 400)) : null, facts([
    ['result', badge(one.ok ? 'PASS' : 'FAIL')],
    ['last audit', `of everything, in ${seconds(one.seconds)}`],
    during ? ['during the run', `${count(during.checks)} audits, ${during.broken ? count(during.broken) + ' of them broken' : 'none broken'}, the longest ${seconds(during.longest_s)}`] : null,
  ]), during && during.findings.length ? samples(during.findings) : null,
  parts.length ? table('Audit', [{name: 'what'}, {name: 'verdict', word: true}, {name: 'findings', text: true}, {name: 'figures', text: true}],
    parts.map(([name, part]) => [text(name), badge(part.ok ? 'PASS' : 'FAIL'), part.findings && part.findings.length ? samples(part.findings) : 'none', inline(part)])) : null];
}

function inline(part) {
  return Object.entries(part).filter(([name]) => name !== 'ok' && name !== 'findings')
    .map(([name, value]) => `${harmless(name).replace(/_/g, ' ')} ${known(value) ? plain(value, name) : harmless(value)}`).join(', ') || NOTHING;
}

function shares(label, parts) {
  let x = 0;
  const bars = parts.map(([, value, hue]) => {
    const bar = svg('rect', {x, y: 0, width: Math.max(0, value), height: 26, fill: `var(--${hue})`});
    x += value;
    return bar;
  });
  return [svg('svg', {class: 'bar', viewBox: '0 0 100 26', preserveAspectRatio: 'none', role: 'img', 'aria-label': label}, ...bars),
    el('ul', {class: 'key'}, parts.map(([name, value, hue]) => el('li', {}, svg('svg', {viewBox: '0 0 1 1', 'aria-hidden': 'true'}, svg('rect', {width: 1, height: 1, fill: `var(--${hue})`})), `${name} ${percent(value)}`)))];
}

function attribution({summary}) {
  const one = summary.attribution;
  if (!one) return [];
  const {waits = {}} = one;
  const parts = [];
  if (known(one.model_percent)) {
    parts.push(el('p', {}, `A slow chat (p95, ${millis(one.latency_p95_ms)}, over ${count(one.chats)} chats) passed its time:`),
      shares('where the time of a slow chat went', [['in the model', one.model_percent, 'chat'], ['in the database', one.database_percent, 'reader'], ['elsewhere', one.elsewhere_percent, 'neutral']]),
      el('p', {class: 'muted'}, `In the database: ${millis(one.database_ms)}, of which ${millis(one.connection_ms)} waiting for a connection. In the model: ${millis(one.model_ms)}. Elsewhere is the way there and the generator.`));
  }
  const {postgresql} = waits;
  if (postgresql) {
    const seen = Object.entries(postgresql.percent).sort((a, b) => b[1] - a[1]);
    parts.push(el('h3', {}, 'What PostgreSQL was seen waiting for'), seen.length ? table('Waits', [{name: 'what'}, {name: 'share'}], seen.map(([name, value]) => [text(name), percent(value)])) : empty('nothing'),
      el('p', {class: 'muted'}, `${count(postgresql.samples)} looks, ${number(postgresql.sessions)} sessions at work at once.`));
  } else if (known(waits.lock_waits)) {
    parts.push(facts([['lock waits', waits.lock_waits ? `${count(waits.lock_waits)}, ${millis(waits.lock_wait_ms)} in all` : 'none'], ['busy retries', waits.busy_retries ? count(waits.busy_retries) : 'none']]));
  }
  return parts.length ? [head('Where the time went'), ...parts] : [];
}

function generator({summary}) {
  const one = summary.generator;
  if (!one) return [];
  return [head('The generator itself'), facts([
    ['verdict', one.bottleneck ? ['it was the limit: ', text(one.reason)] : 'it was not the limit'],
    ['CPU', `${percent(one.cpu_percent)} of ${count(one.cores)} cores; the whole machine ${percent(one.machine_cpu_percent)}`],
    ['timers', one.timer_lag_ms ? `late by ${millis(one.timer_lag_ms.p99)} (p99), ${millis(one.timer_lag_ms.max)} at most` : NOTHING],
    ['GC', `${millis(one.gc_pause_ms)} of pauses in all`],
    ['heap', `${number(one.heap_used_mb)} MB of ${number(one.heap_max_mb)} MB`],
  ])];
}

function settings({settings: all}) {
  if (!all || !all.length) return [];
  const columns = [{name: 'key'}, {name: 'value', text: true}, {name: 'from', word: true}];
  const row = one => [el('code', {}, one.key), one.value === '' ? '""' : text(one.value), text(one.from)];
  const given = all.filter(one => one.given), rest = all.filter(one => !one.given);
  return [head('Settings'), given.length ? table('Settings that were given', columns, given.map(row)) : empty('all are the defaults'),
    el('details', {}, el('summary', {}, `${count(rest.length)} defaults`), table('Defaults', columns, rest.map(row)))];
}

function versions({summary}) {
  const all = Object.entries(summary.versions || {});
  return all.length ? [head('Versions'), facts(all.map(([name, value]) => [name, text(value, 60)]))] : [];
}

function bottom({links = {}}) {
  if (location.protocol !== 'file:') return el('p', {}, 'This page lives as long as the run. What stays is report.html in the run\'s folder.');
  return el('p', {}, links.gatling ? [el('a', {href: links.gatling}, "Gatling's own report"), ' (milliseconds, warm-up included) · '] : '',
    'The same figures for programs: ', el('a', {href: 'summary.json'}, 'summary.json'));
}
