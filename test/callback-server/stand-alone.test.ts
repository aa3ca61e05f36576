import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { OPTIONS } from './fixtures/site.js';
import { commandLine, standAlone, variables, type StandAlone } from './fixtures/stand-alone.js';
import { stubConnect } from './fixtures/stub-connect.js';

const running: StandAlone[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});
async function started(more: Record<string, string> = {}) {
  const server = await standAlone(more);
  running.push(server);
  return server;
}
async function run(commands: readonly string[], environment = variables()) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [await commandLine(), ...commands], {
    env: environment,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it('explains itself', async () => {
    const { status, stdout } = await run(['--help']);
    expect(status).toBe(0);
    for (const name of ['serve --check', 'BINDING_KEYS', 'METRICS_PORT', 'CONFIG_FILE'])
      expect(stdout).toContain(name);
  });

  it.each([[[]], [['start']], [['serve', '--prot', '80']]])(
    'answers %j with its usage and 64',
    async (commands) => {
      const { status, stderr } = await run(commands);
      expect(status).toBe(64);
      expect(stderr).toContain('Usage');
    },
  );

  it('checks the configuration and prints it without secrets', async () => {
    const { status, stdout } = await run(['serve', '--check']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      rate: 2,
      instances: [{ instanceId: OPTIONS.instanceId }],
      bindingKeys: [{ bytes: OPTIONS.bindingKeys[0].length, use: 'signs and verifies' }],
      server: { port: 0 },
    });
    expect(stdout).not.toContain(OPTIONS.bindingKeys[0]);
  });

  it.each([[['serve']], [['serve', '--check']]])(
    'ends %j with 78 when the configuration is wrong',
    async (commands) => {
      const { status, stdout, stderr } = await run(
        commands,
        variables({ BINDING_KEYS: 'short', AWS_REGION: 'nowhere' }),
      );
      expect(status).toBe(78);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^2 problems in the configuration/m);
    },
  );

  it('ends with 1 when the port is taken', async () => {
    const server = await started();
    const { status, stderr } = await run(['serve'], variables({ PORT: new URL(server.url).port }));
    expect(status).toBe(1);
    expect(stderr).toContain('EADDRINUSE');
  });
});

describe('the stand-alone server', () => {
  it('signs in through the real SDK and shows it in the metrics', async () => {
    const stub = await stubConnect();
    const server = await started({ AWS_ENDPOINT_URL_CONNECT: stub.endpoint, METRICS_PORT: '0' });
    const answer = await server.get('/callback?code=c&state=s', await server.start('s'));
    expect(answer.headers.get('location')).toBe('/done?outcome=accepted');
    expect(stub.requests).toHaveLength(1);
    await server.get('/callback?code=c&state=unbound');
    const { url } = await server.logged(({ msg }) => msg === 'metrics');
    const text = await (await fetch(String(url))).text();
    const instance = `instance="${OPTIONS.instanceId}"`;
    for (const line of [
      `connect_sign_in_requests_total{${instance},endpoint="callback",outcome="accepted"} 1`,
      `connect_sign_in_binding_refusals_total{${instance},reason="binding-missing"} 1`,
      `connect_sign_in_forwards_total{${instance},kind="code",result="accepted"} 1`,
      'connect_sign_in_upstream_requests_total{region="eu-west-2"} 1',
      'connect_sign_in_upstream_seconds_count{region="eu-west-2"} 1',
      'connect_sign_in_queue_seconds_count{region="eu-west-2"} 1',
      'connect_sign_in_bucket_rate{region="eu-west-2"} 2',
      'connect_sign_in_queue_length{region="eu-west-2"} 0',
      'connect_sign_in_circuit_open{region="eu-west-2"} 0',
    ]) {
      expect(text).toContain(line);
    }
    expect((await server.get('/metrics')).status).toBe(404);
    await stub.close();
  });

  it('is alive, and ready while credentials can be had', async () => {
    const server = await started();
    expect([(await server.get('/healthz')).status, (await server.get('/readyz')).status]).toEqual([200, 200]);
    const poor = await started({
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_EC2_METADATA_DISABLED: 'true',
      HOME: '/nonexistent',
    });
    expect((await poor.get('/healthz')).status).toBe(200);
    const answer = await poor.get('/readyz');
    expect([answer.status, await answer.text()]).toEqual([503, 'no-credentials\n']);
  });

  it('drains on SIGTERM: not ready, what runs is finished, and the exit code is 0', async () => {
    const stub = await stubConnect();
    const server = await started({ AWS_ENDPOINT_URL_CONNECT: stub.endpoint, DRAIN_MS: '300' });
    const cookie = await server.start('s');
    server.kill('SIGTERM');
    await server.logged(({ msg }) => msg === 'stopping');
    expect(await (await server.get('/readyz')).text()).toBe('draining\n');
    const answer = await server.get('/callback?code=c&state=s', cookie, { connection: 'close' });
    expect(answer.status).toBe(303);
    expect(await server.ended).toBe(0);
    expect(server.output()).toContain('"msg":"stopped"');
    await stub.close();
  });

  it('warns loudly when the binding is off', async () => {
    const server = await started({ DANGEROUSLY_ACCEPT_UNBOUND_RESPONSES: 'true' });
    expect(await server.logged(({ level }) => level === 40)).toMatchObject({
      msg: 'the browser binding is OFF, so that every browser can finish every sign-in',
    });
  });

  it('answers the same code in two processes with one cookie', async () => {
    const stub = await stubConnect();
    const environment = { AWS_ENDPOINT_URL_CONNECT: stub.endpoint };
    const [first, second] = [await started(environment), await started(environment)];
    const cookie = await first.start('s');
    expect((await second.get('/callback?code=c&state=s', cookie)).status).toBe(303);
    stub.answers.push({ status: 409, error: 'ConflictException' });
    expect((await first.get('/callback?code=c&state=s', cookie)).status).toBe(409);
    await stub.close();
  });
});
