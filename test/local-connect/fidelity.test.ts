import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DEFAULT_FIDELITY, fidelitySchema } from '../../local-connect/src/fidelity.js';
import { parseOptions } from '../../local-connect/src/options.js';
import { KNOB_SETTINGS } from '../end-to-end/knob-settings.js';

const here = dirname(fileURLToPath(import.meta.url));
const ledger = readFileSync(join(here, '../../local-connect/FIDELITY.md'), 'utf8');

const KNOB = /^`(?<name>\w+)`: (?<settings>.+)$/u;
const OPTIONS = /^options? (?<names>`[\w.]+`(?:, `[\w.]+`)*)$/u;
const NONE = /^none: (?<reason>.{10,})$/u;

const rows = ledger
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|(?: -+ \|)+$/u.test(line))
  .map((line) => line.slice(1, -1).split('|'))
  .map((cells) => cells.map((cell) => cell.trim()))
  .filter(([behaviour]) => behaviour !== 'Behaviour')
  .map(([behaviour = '', basis = '', source = '', knob = '', test = '', ...more]) => ({
    ...{ behaviour, basis, source, knob, test, more },
  }));
const inTicks = (cell: string) => [...cell.matchAll(/`([^`]+)`/gu)].map(([, text = '']) => text);

/** Knobs as the ledger has them, with their settings, the default first. */
const knobRows = rows.flatMap(({ knob, test }) => {
  const { name, settings } = KNOB.exec(knob)?.groups ?? {};
  return name === undefined || settings === undefined ? [] : [{ name, settings: settings.split(', '), test }];
});
const knobs = Object.keys(DEFAULT_FIDELITY) as (keyof typeof DEFAULT_FIDELITY)[];

/** The settings of a knob that has a closed list of them. */
function settingsOf(knob: string): readonly unknown[] | undefined {
  const { properties = {} } = z.toJSONSchema(fidelitySchema, { io: 'input' });
  const schema = properties[knob] as { enum?: unknown[]; type?: string };
  return schema.enum ?? (schema.type === 'boolean' ? [true, false] : undefined);
}

/** Files that a row's last cell names; of a folder, none. */
const testFiles = (test: string) => inTicks(test).filter((name) => name.endsWith('.test.ts'));

describe('each row of FIDELITY.md', () => {
  it('is read by this test', () => {
    expect(rows.length).toBeGreaterThan(70);
    expect(rows.flatMap(({ more }) => more)).toEqual([]);
  });

  it('says what it rests on, and an assumption which knob changes it or why none does', () => {
    const hasKnob = (cell: string) => [KNOB, OPTIONS, NONE].some((form) => form.test(cell));
    const wrong = rows.filter(
      ({ basis, source, knob }) =>
        !['documented', 'observed', 'assumed', 'own flow'].includes(basis) ||
        (basis === 'assumed' ? !hasKnob(knob) : source === '' || (knob !== '' && !hasKnob(knob))),
    );
    expect(wrong).toEqual([]);
  });

  it('names tests that exist', () => {
    const missing = rows.filter(
      ({ test }) => inTicks(test).length === 0 || inTicks(test).some((path) => !existsSync(join(here, path))),
    );
    expect(missing).toEqual([]);
  });

  it('names options that exist', () => {
    const options: unknown = parseOptions({});
    const missing = rows
      .flatMap(({ knob }) => inTicks(OPTIONS.exec(knob)?.groups?.['names'] ?? ''))
      .filter((path) => valueAt(options, path) === undefined);
    expect(missing).toEqual([]);
  });
});

describe('each knob', () => {
  it('has one row, and each row a knob', () => {
    expect(knobRows.map(({ name }) => name).sort()).toEqual([...knobs].sort());
  });

  it.each(knobRows)('has its settings in its row, the default first: $name', ({ name, settings }) => {
    const closed = settingsOf(name);
    if (closed !== undefined) expect([...settings].sort()).toEqual(closed.map(String).sort());
    const standard = DEFAULT_FIDELITY[name as keyof typeof DEFAULT_FIDELITY];
    expect(settings[0]).toBe(settings[0] === 'the text' ? 'the text' : String(standard));
  });

  it.each(knobRows)('is set by a test that its row names: $name', ({ name, test }) => {
    const setting = new RegExp(`\\b${name}(?::|,| \\})`, 'u');
    expect(testFiles(test).some((file) => setting.test(readFileSync(join(here, file), 'utf8')))).toBe(true);
  });

  it.each(knobs)('meets the product at every setting: %s', (knob) => {
    const tried: readonly unknown[] = [DEFAULT_FIDELITY[knob], ...KNOB_SETTINGS[knob]];
    expect(tried.length).toBeGreaterThan(1);
    expect([...new Set(tried)]).toEqual([...tried]);
    expect(tried).toEqual(expect.arrayContaining([...(settingsOf(knob) ?? [])]));
  });
});

function valueAt(from: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null
          ? (value as Readonly<Record<string, unknown>>)[name]
          : undefined,
      from,
    );
}
