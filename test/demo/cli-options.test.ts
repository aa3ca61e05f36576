import { describe, expect, it } from 'vitest';
import { HELP, parseCliOptions } from '../../demo/src/cli-options.js';

describe('the demo command line', () => {
  it('starts on port 4700 without arguments', () => {
    expect(parseCliOptions([])).toEqual({ kind: 'start', port: 4700, json: false, verbose: false });
  });

  it.each([
    [['--port', '0', '--json'], { kind: 'start', port: 0, json: true, verbose: false }],
    [['--port=8080', '--verbose'], { kind: 'start', port: 8080, json: false, verbose: true }],
    [['--host', '127.0.0.1'], { kind: 'start', port: 4700, json: false, verbose: false }],
    [['--help'], { kind: 'help' }],
  ])('reads %j', (args, expected) => {
    expect(parseCliOptions(args)).toEqual(expected);
  });

  it.each(['0.0.0.0', '192.168.1.4', 'example.com', '127.0.0.1.example.com', ''])(
    'refuses to listen on %j',
    (host) => {
      const options = parseCliOptions(['--host', host]);
      expect(options).toMatchObject({
        kind: 'invalid',
        problem: expect.stringContaining('loopback only') as string,
      });
    },
  );

  it.each([['-1'], ['abc'], ['70000'], ['1.5'], ['']])('refuses port %j', (port) => {
    expect(parseCliOptions([`--port=${port}`])).toMatchObject({ kind: 'invalid' });
  });

  it('names an unknown option instead of ignoring it', () => {
    expect(parseCliOptions(['--prot', '1'])).toMatchObject({
      kind: 'invalid',
      problem: expect.stringContaining('--prot') as string,
    });
  });

  it('explains every option it takes', () => {
    for (const option of ['--port', '--host', '--json', '--verbose', '--help'])
      expect(HELP).toContain(option);
  });
});
