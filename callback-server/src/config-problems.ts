import { CallbackError } from './errors.js';
import { FIELDS, STRUCTURED_FIELDS, type FieldHelp, type FieldName } from './config-fields.js';

/** One wrong option. */
export interface ConfigProblem {
  /** Where it is, as the reader wrote it: an option path or a variable. */
  readonly where: string;
  readonly found: string;
  readonly expected: string;
  readonly example?: string;
}

/** The options as a reader of a message knows them: by name in code, by variable in an environment. */
export type Naming = 'option' | 'variable';

const SHOWN_MAX = 80;

/** A value as a message may show it: shortened, without control characters, never a secret. */
export function masked(value: unknown, secret = false): string {
  if (value === undefined || value === '') return 'nothing';
  if (secret) {
    const length = typeof value === 'string' ? `${Buffer.byteLength(value)} bytes` : typeof value;
    return `${length}, not shown`;
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  const text = JSON.stringify(value);
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}… (${text.length} characters)` : text;
}

const dotted = (path: readonly PropertyKey[]) =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1);

function fieldOf(path: readonly PropertyKey[]): FieldName | undefined {
  if (path[0] === 'brand' && path[1] === 'name') return 'brandName';
  return path.findLast((part): part is FieldName => typeof part === 'string' && part in FIELDS);
}

/** Describes the wrong option at a path such as `['instances', 1, 'allowedOrigins', 0]`. */
export function problemAt(path: readonly PropertyKey[], value: unknown, naming: Naming): ConfigProblem {
  const name = fieldOf(path);
  if (name === undefined) {
    const unexplained = { expected: 'a value of the right kind; see the README' };
    const part = path.findLast((key) => typeof key === 'string' && Object.hasOwn(STRUCTURED_FIELDS, key));
    return {
      where: dotted(path),
      found: masked(value),
      ...(STRUCTURED_FIELDS[String(part)] ?? unexplained),
    };
  }
  const { variable, expected, example, ...help }: FieldHelp = FIELDS[name];
  const where = naming === 'variable' && path[0] !== 'instances' ? variable : dotted(path);
  return { where, found: masked(value, help.secret), expected, example };
}

/** Describes an option that does not exist; its value is not shown, because it may be a secret under a misspelt name. */
export function unknownAt(path: readonly PropertyKey[]): ConfigProblem {
  return {
    where: dotted(path),
    found: 'an option of this name',
    expected: 'no such option; see the README for all names',
  };
}

/** All problems as one error; the message is for a person at a terminal. */
export function configError(problems: readonly ConfigProblem[]): CallbackError {
  const lines = problems.map(
    ({ where, found, expected, example }) =>
      `  ${where}\n    found:    ${found}\n    expected: ${expected}${example === undefined ? '' : `\n    example:  ${example}`}`,
  );
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return new CallbackError(
    'ERR_CONFIG',
    `${count} in the configuration of connect-sign-in-callback:\n${lines.join('\n')}`,
    {
      reason: 'configuration',
    },
  );
}
