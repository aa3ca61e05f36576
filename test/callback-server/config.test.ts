import { describe, expect, it } from 'vitest';
import { CallbackError, parseOptions } from 'connect-sign-in-callback';
import { readEnvironment, type Environment } from '../../callback-server/src/environment.js';
import { variables } from './fixtures/stand-alone.js';
import { OPTIONS } from './fixtures/site.js';

const SECRET = 'a-secret-that-must-not-be-shown';
const messageOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof CallbackError && error.code === 'ERR_CONFIG') return error.message;
    throw error;
  }
  return '';
};
const environment = (changes: Environment, files: Record<string, string> = {}) =>
  readEnvironment({ ...variables(), ...changes }, (path) => {
    const text = files[path];
    if (text === undefined) throw new Error('no such file');
    return text;
  });

describe('the options', () => {
  it('are complete with little', () => {
    const settings = parseOptions(OPTIONS);
    expect(settings).toMatchObject({ rate: 2, burst: 5, deadlineMs: 6000, codeLifetimeMs: 300_000 });
    expect(settings.instances).toMatchObject([
      {
        name: OPTIONS.instanceId,
        paths: { callback: '/callback', start: '/start', done: '/done' },
        acceptUnbound: false,
      },
    ]);
  });

  const wrong: readonly [string, Record<string, unknown>, string][] = [
    ['an ARN as instance id', { instanceId: 'arn:aws:connect:eu-west-2:1:instance/x' }, 'instanceId'],
    ['a Region that is none', { region: 'Frankfurt' }, 'region'],
    ['a redirect URI over http', { redirectUri: 'http://auth.example.com/callback' }, 'redirectUri'],
    ['a redirect URI with a query', { redirectUri: 'https://auth.example.com/callback?x=1' }, 'redirectUri'],
    ['a redirect URI with a fragment', { redirectUri: 'https://auth.example.com/callback#x' }, 'redirectUri'],
    ['a redirect URI that is a directory', { redirectUri: 'https://auth.example.com/' }, 'redirectUri'],
    ['a redirect URI named start', { redirectUri: 'https://auth.example.com/start' }, 'redirectUri'],
    [
      'a redirect URI that is not normal',
      { redirectUri: 'https://AUTH.example.com/callback' },
      'redirectUri',
    ],
    ['no origins', { allowedOrigins: [] }, 'allowedOrigins'],
    ['an origin with a path', { allowedOrigins: ['https://shop.example.com/'] }, 'allowedOrigins[0]'],
    ['a wildcard', { allowedOrigins: ['https://a.example.com', '*'] }, 'allowedOrigins[1]'],
    ['an origin over http', { allowedOrigins: ['http://shop.example.com'] }, 'allowedOrigins[0]'],
    ['the origin null', { allowedOrigins: ['null'] }, 'allowedOrigins[0]'],
    [
      'a Cognito domain without scheme',
      { cognitoDomains: ['pool.auth.eu-west-2.amazoncognito.com'] },
      'cognitoDomains[0]',
    ],
    ['a short key', { bindingKeys: [SECRET] }, 'bindingKeys[0]'],
    ['no key', { bindingKeys: [] }, 'bindingKeys'],
    ['one key twice', { bindingKeys: [OPTIONS.bindingKeys[0], OPTIONS.bindingKeys[0]] }, 'bindingKeys'],
    ['a rate of nothing', { rate: 0 }, 'rate'],
    ['a queue longer than the deadline', { queueWaitMs: 6000 }, 'queueWaitMs'],
    ['an unknown option', { bindingKey: SECRET }, 'bindingKey'],
    ['a colour that ends the style sheet', { brand: { accent: '}</style>' } }, 'brand.accent'],
    ['a logo from elsewhere', { brand: { logo: 'https://cdn.example.com/logo.png' } }, 'brand.logo'],
    ['a logo that is a page', { brand: { logo: 'data:text/html;base64,PHNjcmlwdD4=' } }, 'brand.logo'],
    ['a text for no page', { brand: { texts: { en: { nowhere: { title: 'x' } } } } }, 'brand.texts.en'],
  ];
  it.each(wrong)('refuse %s', (_what, changes, where) => {
    const message = messageOf(() => parseOptions({ ...OPTIONS, ...changes }));
    expect(message).toMatch(/^\d+ problems? in the configuration/);
    expect(message).toContain(`\n  ${where}`);
    expect(message).not.toContain(SECRET);
  });

  it('tell all problems at once, with what was found, what is expected and an example', () => {
    const message = messageOf(() => parseOptions({ bindingKeys: [SECRET], redirectUri: 'nowhere' }));
    expect(message).toContain('6 problems');
    expect(message).toContain('    found:    "nowhere"\n    expected: the redirect URI registered');
    expect(message).toContain('    example:  https://auth.example.com/callback');
    expect(message).toContain(`    found:    ${SECRET.length} bytes, not shown`);
  });

  it.each([
    ['neighbour', { neighbour: true }, '{ "path": "/update-authentication" }'],
    ['neighbour.path', { neighbour: { path: 'x' } }, '{ "path": "/update-authentication" }'],
    ['brand.texts', { brand: { texts: 'own' } }, '{ "en": { "accepted":'],
  ])('show how to write %s', (where, changes, example) => {
    const message = messageOf(() => parseOptions({ ...OPTIONS, ...changes }));
    expect(message).toContain(`\n  ${where}`);
    expect(message).toContain(`    example:  ${example}`);
  });

  it('refuse instances that stand in each other’s way', () => {
    const { bindingKeys, ...instance } = OPTIONS;
    const instances = [
      { ...instance, name: 'a' },
      { ...instance, name: 'a', redirectUri: 'https://auth.example.com/other' },
    ];
    const message = messageOf(() => parseOptions({ bindingKeys, instances }));
    expect(message).toContain('instances[1].name');
    expect(message).toContain('instances[1].redirectUri');
  });
});

describe('the environment', () => {
  it('speaks of variables', () => {
    const message = messageOf(() => environment({ REDIRECT_URI: '', PORT: 'many', CONNECT_RATE: 'fast' }));
    expect(message).toContain('3 problems');
    for (const variable of ['REDIRECT_URI', 'PORT', 'CONNECT_RATE'])
      expect(message).toContain(`\n  ${variable}\n`);
    expect(message).toContain('found:    "fast"');
  });

  it('reads lists, numbers and truth values', () => {
    const { settings, server } = environment({
      ALLOWED_ORIGINS: 'http://localhost:1, http://localhost:2',
      CONNECT_RATE: '0.5',
      DANGEROUSLY_ACCEPT_UNBOUND_RESPONSES: 'true',
      BRAND_NAME: 'Example Shop',
      METRICS_PORT: '0',
    });
    expect(settings.instances[0]).toMatchObject({
      allowedOrigins: ['http://localhost:1', 'http://localhost:2'],
      acceptUnbound: true,
    });
    expect(settings).toMatchObject({ rate: 0.5, brand: { name: 'Example Shop' } });
    expect(server.metrics).toEqual({ host: '127.0.0.1', port: 0 });
  });

  it('reads secrets from files, one key a line', () => {
    const [first, second] = ['1'.repeat(40), '2'.repeat(40)];
    const files = { '/run/secrets/keys': `${first}\n${second}\n` };
    const { settings } = environment({ BINDING_KEYS: '', BINDING_KEYS_FILE: '/run/secrets/keys' }, files);
    expect(settings.bindingKeys).toEqual([first, second]);
  });

  it('refuses a variable given twice, and a file that cannot be read', () => {
    expect(messageOf(() => environment({ BINDING_KEYS_FILE: '/x' }, { '/x': '3'.repeat(40) }))).toContain(
      'both BINDING_KEYS and BINDING_KEYS_FILE',
    );
    const missing = messageOf(() => environment({ BINDING_KEYS: '', BINDING_KEYS_FILE: '/missing' }));
    expect(missing).toContain('BINDING_KEYS_FILE');
    expect(missing).toContain('the path of a file');
  });

  it('reads several instances from a JSON file, the Region of the environment as their default', () => {
    const instance = (name: string) => ({
      name,
      instanceId: `id-${name}`,
      redirectUri: `https://auth.example.com/${name}/callback`,
      allowedOrigins: ['https://www.example.com'],
      cognitoDomains: [...OPTIONS.cognitoDomains],
    });
    const files = {
      'config.json': JSON.stringify({
        burst: 3,
        instances: [instance('shop'), { ...instance('bank'), region: 'us-east-1' }],
      }),
    };
    const names = { CONNECT_INSTANCE_ID: '', REDIRECT_URI: '', ALLOWED_ORIGINS: '', COGNITO_DOMAINS: '' };
    const { settings } = environment({ ...names, CONFIG_FILE: 'config.json', CONNECT_RATE: '1' }, files);
    expect(settings.instances.map(({ name, region }) => [name, region])).toEqual([
      ['shop', 'eu-west-2'],
      ['bank', 'us-east-1'],
    ]);
    expect(settings).toMatchObject({ rate: 1, burst: 3 });
  });

  it.each(['', '[]', '{"instances": ', '"text"'])('refuses the JSON file %j without quoting it', (text) => {
    const message = messageOf(() => environment({ CONFIG_FILE: 'c.json' }, { 'c.json': text }));
    expect(message).toContain('CONFIG_FILE');
  });
});
