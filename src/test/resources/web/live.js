'use strict';
/* A page that was opened while the run goes on is told each second what is new. */
const MOST_FAILURES = 3;

/** Columns get longer, what is new of them takes the place of what it overlaps; where one is missing there was nothing. */
function joined(old, fresh, kept, added) {
  if (Array.isArray(old) || Array.isArray(fresh)) {
    return (old || Array(kept).fill(null)).slice(0, kept).concat(fresh || Array(added).fill(null));
  }
  const both = {};
  for (const name of Object.keys({...old, ...fresh})) both[name] = joined((old || {})[name], (fresh || {})[name], kept, added);
  return both;
}

function later(old, fresh) {
  if (!fresh.to.length) return {...old, marks: fresh.marks};
  const {marks, ...news} = fresh;
  const {marks: before, ...known} = old;
  const kept = old.to.filter(end => end <= fresh.from[0] + 0.0005).length;
  return {...joined(known, news, kept, fresh.to.length), marks};
}

function follow(since, tell) {
  const events = new EventSource('events?since=' + since);
  let failures = 0;
  events.onmessage = event => {
    failures = 0;
    const news = JSON.parse(event.data);
    if (!news.live) events.close();
    tell(news, '');
  };
  events.onerror = () => {
    if (events.readyState !== EventSource.CLOSED && ++failures < MOST_FAILURES) return;
    events.close();
    tell(null, 'the run\'s process has gone; this is the last that was seen of it');
  };
}
