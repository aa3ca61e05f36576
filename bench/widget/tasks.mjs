// Reads a trace of Chromium: how long the page's main thread was busy at a stretch between two marks.

const MS = 1000;

/**
 * @param {Buffer} trace - JSON of `browser.stopTracing()`
 * @returns {{ total: number, longestTask: number, longestTaskCpu: number }} milliseconds; CPU time leaves out what other
 * programs of the machine took
 * @throws {Error} where the trace lacks a mark
 */
export function busyBetween(trace, from, to) {
  const { traceEvents } = JSON.parse(trace.toString('utf8'));
  const marks = traceEvents.filter(({ cat }) => cat?.includes('blink.user_timing'));
  const start = marks.find(({ name }) => name === from);
  const end = marks.findLast(({ name }) => name === to);
  if (!start || !end) throw new Error('the trace lacks a mark');
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid, ts, dur }) =>
      /RunTask$/u.test(name) &&
      ph === 'X' &&
      pid === start.pid &&
      tid === start.tid &&
      ts + dur > start.ts &&
      ts < end.ts,
  );
  if (tasks.length === 0) throw new Error('the trace has no tasks');
  return {
    total: (end.ts - start.ts) / MS,
    longestTask: Math.max(...tasks.map(({ dur }) => dur)) / MS,
    longestTaskCpu: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / MS,
  };
}
