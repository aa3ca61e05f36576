import { HELP, parseCliOptions } from './cli-options.js';
import { choosePorts } from './ports.js';
import { startDemo, type Demo } from './start-demo.js';

const out = (text: string) => process.stdout.write(`${text}\n`);
const err = (text: string) => process.stderr.write(`${text}\n`);

function announce({ site, callback, local }: Demo): string {
  const width = Math.max(...local.customers.map(({ username }) => username.length));
  return `
  connect-sign-in demo

  Open         ${site}
  Then         press "Start chat" and write:  ${local.say}
  Sign in as   ${local.customers
    .map(({ username, password, name }) => `${username.padEnd(width)}  password ${password}  (${name})`)
    .join('\n               ')}

  Shop         ${site}
  Callback     ${callback}/callback
  Connect      ${local.connectEndpoint}  (local stand-in)
  Cognito      ${local.cognitoEndpoint}  (local stand-in)

  Ctrl-C stops everything.
`;
}

async function main(): Promise<void> {
  const options = parseCliOptions(process.argv.slice(2));
  if (options.kind === 'help') {
    out(HELP);
    return;
  }
  if (options.kind === 'invalid') {
    err(`${options.problem}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const demo = await startDemo({
    ports: await choosePorts(options.port),
    ...(options.verbose ? { onCallbackLog: err } : {}),
    ...(options.overlay === undefined ? {} : { overlay: options.overlay }),
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    if (!options.json) out('\n  Stopping…');
    void demo.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.once('SIGHUP', stop);
  if (!options.json) {
    out(announce(demo));
    return;
  }
  const { site, callback, local } = demo;
  out(
    JSON.stringify({
      site,
      callback,
      connect: local.connectEndpoint,
      cognito: local.cognitoEndpoint,
      instanceId: local.instanceId,
      say: local.say,
      customers: local.customers.map(({ username, password, name }) => ({ username, password, name })),
    }),
  );
}

main().catch((error: unknown) => {
  err(`The demo could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
