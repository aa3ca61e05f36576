import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { logDestination } from '../../callback-server/src/log-destination.js';
import { logger } from '../../callback-server/src/logging.js';
import { describe, expect, it } from 'vitest';

function destinationInFile() {
  const path = join(mkdtempSync(join(tmpdir(), 'log-destination-')), 'log');
  return { destination: logDestination(path), written: () => readFileSync(path, 'utf8') };
}

describe('the log of the stand-alone server', () => {
  it('is written at the end of the turn, in the order of its lines', async () => {
    const { destination, written } = destinationInFile();
    destination.write('first\n');
    destination.write('second\n');
    expect(written()).toBe('');
    await nextTurn();
    expect(written()).toBe('first\nsecond\n');
    destination.write('third\n');
    await nextTurn();
    expect(written()).toBe('first\nsecond\nthird\n');
  });

  it('does not wait for the end of the turn with a fatal line', () => {
    const { destination, written } = destinationInFile();
    const log = logger('info', destination);
    log.info('before');
    log.fatal('the end');
    expect(written().match(/"msg":"[^"]*"/gu)).toEqual(['"msg":"before"', '"msg":"the end"']);
  });

  it('writes a turn that says more than is collected', async () => {
    const { destination, written } = destinationInFile();
    const lines = Array.from({ length: 500 }, (_, index) => `${String(index).padStart(100, '.')}\n`);
    for (const line of lines) destination.write(line);
    await nextTurn();
    expect(written()).toBe(lines.join(''));
  });

  it('is complete when the process exits in the same turn', () => {
    const module = new URL('../../callback-server/dist/log-destination.js', import.meta.url).href;
    const program = `import { logDestination } from '${module}'; logDestination().write('last words\\n'); process.exit(0);`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    expect(said).toBe('last words\n');
  });
});
