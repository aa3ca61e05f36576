import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LocalConnect, OptionsError, startLocalConnect } from 'local-connect';
import { describe, expect, it } from 'vitest';
import { type CommandLineHost, runCommandLine } from '../../local-connect/src/command-line.js';
import { refuseProduction } from '../../local-connect/src/environment.js';
import { ChatCustomer, REDIRECT_URI } from './chat-customer.js';

describe('the options of startLocalConnect', () => {
  it.each<[string, object, string]>([
    ['a port that is none', { connectPort: 70_000 }, 'connectPort'],
    ['a clock that is none', { clock: 'fast' }, 'clock'],
    ['a Region that is none', { region: 'London' }, 'region'],
    ['an unknown member', { colour: 'red' }, 'colour'],
    ['an unknown knob', { fidelity: { speed: 1 } }, 'speed'],
    ['a knob with an unknown setting', { fidelity: { usedState: 'maybe' } }, 'fidelity.usedState'],
    ['a time limit that the block does not have', { flow: { timeLimitMinutes: 2 } }, 'flow.timeLimitMinutes'],
    ['a quota of an unknown operation', { throttles: { Nothing: null } }, 'throttles'],
    ['no instance', { instances: [] }, 'instances'],
    ['a short control token', { controlToken: 'short' }, 'controlToken'],
    [
      'a redirect URI that Cognito would not register',
      { callbackUrls: ['http://shop.example/callback'] },
      'http://shop.example/callback',
    ],
    ['a key that is none', { https: { key: 'k', cert: 'c' } }, 'https'],
  ])('refuse %s and name it', async (_, options, member) => {
    const start = startLocalConnect(options);
    await expect(start).rejects.toBeInstanceOf(OptionsError);
    await expect(start).rejects.toThrow(member);
  });

  it('name every problem at once', async () => {
    await expect(startLocalConnect({ connectPort: -1, region: '' })).rejects.toThrow(
      /connectPort[\s\S]*region/u,
    );
  });

  it('name the port that is taken, and leave nothing listening', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startLocalConnect({ cognitoPort: port })).rejects.toThrow(
      `cognitoPort: port ${port} is taken`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  it('choose the clock, of which only the manual one can be advanced', async () => {
    const [manual, real] = await Promise.all([
      startLocalConnect({ clock: 'manual' }),
      startLocalConnect({ clock: 'real' }),
    ]);
    const before = manual.clock.now();
    await manual.advance('3m');
    expect(manual.clock.now() - before).toBe(180_000);
    await expect(real.advance('3m')).rejects.toThrow('manual clock');
    await Promise.all([manual.close(), real.close()]);
  });

  it('configure instances, customers, app clients and the flow', async () => {
    const local = await startLocalConnect({
      instances: [{ instanceId: 'one', contactFlowId: 'flow-1' }, { instanceId: 'two' }],
      customers: [{ username: 'u', password: 'p', name: 'Noor' }],
      clients: [{ clientId: 'client-1', callbackUrls: [REDIRECT_URI] }],
      flow: { say: 'orders', greeting: 'Welcome' },
      region: 'us-east-1',
    });
    expect(local).toMatchObject({
      instanceId: 'one',
      contactFlowId: 'flow-1',
      clientId: 'client-1',
      say: 'orders',
    });
    expect(local.userPoolId).toBe('us-east-1_LocalPool');
    const customer = await ChatCustomer.inBlock(local);
    expect(customer.chat.items[1]?.Content).toBe('Welcome');
    await customer.forward(await customer.signIn(await customer.authenticationUrl()));
    await local.until(customer.contactId, 'Success');
    expect(local.contact(customer.contactId).displayName).toBe('Noor');
    customer.leave();
    await local.close();
  });

  it('let two run in one process without meeting', async () => {
    const [one, two] = await Promise.all([startLocalConnect(), startLocalConnect()]);
    const customer = await ChatCustomer.join(one);
    const stranger = new ChatCustomer(two, customer.contactId, customer.participantToken);
    await expect(stranger.connectChat()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(two.contacts()).toEqual([]);
    customer.leave();
    await Promise.all([one.close(), two.close()]);
  });
});

describe('the safety rails', () => {
  it('refuse production', () => {
    expect(() => refuseProduction({ NODE_ENV: 'production' })).toThrow(OptionsError);
    expect(() => refuseProduction({})).not.toThrow();
  });

  it('listen on loopback only', async () => {
    const local = await startLocalConnect();
    expect(new URL(local.connectEndpoint).hostname).toBe('127.0.0.1');
    expect(new URL(local.cognitoEndpoint).hostname).toBe('127.0.0.1');
    await local.close();
  });
});

/** Runs the command with a host that stops at once; gives what it printed. */
async function run(argv: readonly string[], changes: Partial<CommandLineHost> = {}) {
  const output = { printed: '', warned: '' };
  let local: LocalConnect | undefined;
  const code = await runCommandLine(argv, {
    environment: {},
    version: '1.2.3',
    readFile: () => Promise.reject(new Error('ENOENT')),
    print: (text) => void (output.printed += text),
    warn: (text) => void (output.warned += text),
    start: async (options) => (local = await startLocalConnect(options)),
    stopped: () => Promise.resolve(),
    newToken: () => 'token-of-24-characters--',
    ...changes,
  });
  return { code, started: local, ...output };
}

describe('the local-connect command', () => {
  const ANY_PORTS = ['--connect-port', '0', '--cognito-port', '0'];

  it('prints one line of JSON and stops cleanly', async () => {
    const { code, printed, warned, started } = await run([
      '--json',
      '--control',
      '--callback-url',
      REDIRECT_URI,
      ...ANY_PORTS,
    ]);
    expect(code).toBe(0);
    expect(printed.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(printed)).toMatchObject({
      connect: started!.connectEndpoint,
      cognito: started!.cognitoEndpoint,
      instanceId: started!.instanceId,
      say: 'sign in',
      controlToken: 'token-of-24-characters--',
      environment: { AWS_ENDPOINT_URL_CONNECT: started!.connectEndpoint },
    });
    expect(warned).toContain('Never use it in production');
    await expect(fetch(started!.connectEndpoint)).rejects.toThrow('fetch failed');
  });

  it('prints the variables to export', async () => {
    const { printed, started } = await run(ANY_PORTS);
    expect(printed).toContain(`export AWS_ENDPOINT_URL_CONNECT='${started!.connectEndpoint}'`);
    expect(printed).toContain('zoe / ');
  });

  it('takes a JSON file, over which the command line wins', async () => {
    const file = JSON.stringify({
      region: 'us-west-2',
      flow: { say: 'orders' },
      connectPort: 0,
      cognitoPort: 0,
    });
    const { printed } = await run(['--config', 'c.json', '--json', '--region', 'eu-central-1'], {
      readFile: () => Promise.resolve(file),
    });
    expect(JSON.parse(printed)).toMatchObject({ region: 'eu-central-1', say: 'orders' });
  });

  it('stops time where it is told to, for programs that move it over HTTP', async () => {
    let status = 0;
    const { code } = await run(['--manual-clock', '--control', ...ANY_PORTS], {
      start: async (options) => {
        const local = await startLocalConnect(options);
        const answer = await fetch(`${local.connectEndpoint}/__local/advance`, {
          method: 'POST',
          headers: { authorization: 'Bearer token-of-24-characters--' },
          body: JSON.stringify({ duration: '3m' }),
        });
        ({ status } = answer);
        return local;
      },
    });
    expect([code, status]).toEqual([0, 200]);
  });

  it.each<[string, readonly string[], number, string]>([
    ['an unknown option', ['--fast'], 2, '--fast'],
    ['an argument', ['start'], 2, 'start'],
    ['a port that is none', ['--connect-port', 'abc'], 1, 'connectPort'],
    ['a file that is not there', ['--config', 'nowhere.json'], 1, 'nowhere.json'],
  ])('refuses %s', async (_, argv, code, named) => {
    const result = await run(argv);
    expect(result).toMatchObject({ code, printed: '', started: undefined });
    expect(result.warned).toContain(named);
  });

  it.each(['{', '[]', '7'])('refuses a file that holds %s', async (text) => {
    const result = await run(['--config', 'c.json'], { readFile: () => Promise.resolve(text) });
    expect(result).toMatchObject({ code: 1, started: undefined });
    expect(result.warned).toContain('c.json');
  });

  it('refuses production', async () => {
    const result = await run([], { environment: { NODE_ENV: 'production' } });
    expect(result).toMatchObject({ code: 1, started: undefined });
    expect(result.warned).toContain('production');
  });

  it('explains itself', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      printed: expect.stringContaining('--connect-port') as string,
    });
    expect(await run(['--version'])).toMatchObject({ code: 0, printed: '1.2.3\n' });
  });
});
