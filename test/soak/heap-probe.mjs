// Preloaded into a process under measurement: on the message `memory` it collects garbage and tells what is left.
process.on('message', (message) => {
  if (message !== 'memory') return;
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  process.send({ heapUsed, rss });
});
// Being measured must not keep the program alive.
process.channel.unref();
