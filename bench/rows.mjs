// The one table: what each part measures, in rows of one shape. `anchor` names what the ratio is to.

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const ms = (value) => `${value.toFixed(1)} ms`;
const times = (ratio) => `${ratio.toFixed(2)} ×`;

/** @returns row: part of the product, what was measured, figure, ratio beside an anchor */
const row = (what, who, figure, ratio = '', anchor = '') => ({ what, who, figure, ratio, anchor });

function bundleRows(sizes) {
  const [all] = sizes;
  return sizes.map(({ name, gzip, ratio }) =>
    row(
      'Script that a page loads, gzip',
      name,
      kb(gzip),
      times(ratio),
      name === all.name ? '' : 'connect-sign-in',
    ),
  );
}

function widgetRows({ warm, cold, click, browser }) {
  const { ours, bare } = click;
  return [
    row('`initiated` to prompt painted, median', `chat attached before, ${browser}`, ms(warm.total.median)),
    row(
      '`initiated` to prompt painted, median',
      `chat attached in that moment, ${browser}`,
      ms(cold.total.median),
    ),
    row(
      'Longest task until painted, median',
      `chat attached before, ${browser}`,
      ms(warm.longestTask.median),
    ),
    row('Click to login page requested, median', `window.open(login page), ${browser}`, ms(bare.median)),
    row(
      ...['Click to login page requested, median', `connect-sign-in, by way of \`/start\`, ${browser}`],
      ...[ms(ours.median), times(ours.median / bare.median), 'window.open'],
    ),
  ];
}

/** What is measured of a callback server: title, name in the benchmark, unit. */
const MEASURES = [
  ['Callbacks a second', 'rps', (value) => value.toFixed(0)],
  ['Slowest of a hundred callbacks', 'p99Ms', ms],
  ['Processor time of a callback', 'cpuUsPerRequest', (value) => `${value.toFixed(0)} µs`],
  ['Memory of the process', 'rssMb', (value) => `${value.toFixed(0)} MB`],
  ['Start of the process', 'startMs', ms],
];

/** Anchors of the callback server's benchmark are the rows named `a: …` of the same SigV4 setting. */
function throughputRows({ throughput }) {
  return MEASURES.flatMap(([what, key, unit]) =>
    throughput.map(({ name, [key]: value }) => {
      const setting = name.slice(name.lastIndexOf(','));
      const anchor = throughput.find((entry) => entry.name.startsWith('a:') && entry.name.endsWith(setting));
      const beside = anchor.name === name ? [] : [times(value / anchor[key]), anchor.name];
      return row(what, name, unit(value), ...beside);
    }),
  );
}

function quotaRows({ quota }) {
  return quota.flatMap(({ name, customers, delivered, makespanS, idealS }) => [
    row('Customers delivered at Connect’s quota', name, `${delivered} of ${customers}`),
    row(
      ...['Until the last of them is delivered', name, `${makespanS.toFixed(1)} s`],
      ...[times(makespanS / idealS), `the quota’s own ${idealS.toFixed(1)} s`],
    ),
  ]);
}

function localConnectRows({ bootMs, memory, delivery }) {
  const chats = Object.keys(memory).filter((name) => name.startsWith('chats'));
  return [
    row('Start of local-connect, median', '`startLocalConnect()` with its import', ms(bootMs.api)),
    row('Start of local-connect, median', 'the command', ms(bootMs.command)),
    ...['empty', ...chats].map((name) => {
      const { residentMb, rssMb } = memory[name];
      const who = name === 'empty' ? 'no chat' : `${name.slice('chats'.length)} chats with open websockets`;
      return row('Memory of local-connect', who, `${(residentMb ?? rssMb).toFixed(0)} MB`);
    }),
    row(
      ...['Event delivered, slowest of a hundred', `${delivery.chats} chats, ${delivery.perSecond} a second`],
      ms(delivery.p99Ms),
    ),
  ];
}

/** Each part and its rows. */
export const ROWS = [
  { part: 'bundle', title: 'What a page loads', rows: bundleRows },
  { part: 'widget', title: 'What the customer waits for', rows: widgetRows },
  { part: 'throughput', title: 'What the callback server costs', rows: throughputRows },
  { part: 'quota', title: 'What Connect’s quota makes of a crowd', rows: quotaRows },
  { part: 'local-connect', title: 'What local-connect costs', rows: localConnectRows },
];
