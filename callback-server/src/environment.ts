import { readFileSync } from 'node:fs';
import { checkOptions, type Settings } from './config.js';
import { FIELDS, type FieldName } from './config-fields.js';
import { configError, type ConfigProblem } from './config-problems.js';
import { checkServerSettings, SERVER_FIELDS, type ServerSettings } from './config-server.js';

/** Environment variables, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a text file; throws where it cannot. */
export type ReadFile = (path: string) => string;

const LISTS: ReadonlySet<FieldName> = new Set(['allowedOrigins', 'cognitoDomains', 'bindingKeys']);
const NUMBERS: ReadonlySet<FieldName> = new Set([
  'rate',
  'burst',
  'deadlineMs',
  'queueWaitMs',
  'maxAttempts',
  'codeLifetimeMs',
]);
const BRAND = { brandName: 'name', logo: 'logo', accent: 'accent', accentDark: 'accentDark' } as const;

/**
 * Reads the configuration of the stand-alone server: environment variables, each also as `…_FILE` with the path of a file
 * that holds the value, over the JSON file that `CONFIG_FILE` names, if any.
 *
 * @throws CallbackError `ERR_CONFIG` that lists every problem
 */
export function readEnvironment(
  environment: Environment,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8'),
): { settings: Settings; server: ServerSettings } {
  const problems: ConfigProblem[] = [];
  const values = resolveFiles(environment, readFile, problems);
  const file = readJson(environment['CONFIG_FILE'], readFile, problems);
  const options: Record<string, unknown> = { ...file };
  for (const name of Object.keys(FIELDS) as FieldName[]) {
    const text = values[FIELDS[name].variable];
    if (text === undefined) continue;
    if (name in BRAND) {
      const key = BRAND[name as keyof typeof BRAND];
      options['brand'] = { ...(options['brand'] as object | undefined), [key]: text };
    } else options[name] = valueOf(name, text);
  }
  const checked = checkOptions(withDefaultRegion(options), 'variable');
  const server = checkServerSettings(values);
  if (!checked.ok) problems.push(...checked.problems);
  if (!server.ok) problems.push(...server.problems);
  if (!checked.ok || !server.ok || problems.length > 0) throw configError(problems);
  return { settings: checked.settings, server: server.settings };
}

/** Lambda and many containers set AWS_REGION for everybody: with several instances it is only the default of each. */
function withDefaultRegion(options: Record<string, unknown>): Record<string, unknown> {
  const { instances, region, ...rest } = options;
  if (!Array.isArray(instances)) return options;
  const complete = (instances as unknown[]).map((instance) =>
    typeof instance === 'object' && instance !== null && region !== undefined
      ? { region, ...instance }
      : instance,
  );
  return { ...rest, instances: complete };
}

function resolveFiles(
  environment: Environment,
  readFile: ReadFile,
  problems: ConfigProblem[],
): Record<string, string> {
  const variables = [...Object.values(FIELDS).map(({ variable }) => variable), ...Object.keys(SERVER_FIELDS)];
  const values: Record<string, string> = {};
  for (const variable of variables) {
    const direct = environment[variable]?.trim() ?? '';
    const path = environment[`${variable}_FILE`] ?? '';
    if (direct !== '' && path !== '') {
      const where = `${variable}_FILE`;
      problems.push({ where, found: `both ${variable} and ${where}`, expected: 'one of them' });
    }
    const value = path === '' ? direct : fileText(path, `${variable}_FILE`, readFile, problems).trim();
    if (value !== '') values[variable] = value;
  }
  return values;
}

function fileText(path: string, where: string, readFile: ReadFile, problems: ConfigProblem[]): string {
  try {
    return readFile(path);
  } catch {
    problems.push({
      where,
      found: JSON.stringify(path),
      expected: 'the path of a file that this process can read',
    });
    return '';
  }
}

function readJson(
  path: string | undefined,
  readFile: ReadFile,
  problems: ConfigProblem[],
): Record<string, unknown> {
  if (path === undefined || path === '') return {};
  const before = problems.length;
  const text = fileText(path, 'CONFIG_FILE', readFile, problems);
  if (problems.length > before) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // Reported below: the parser's own message would quote the file, which may hold secrets.
  }
  problems.push({
    where: 'CONFIG_FILE',
    found: 'a file that is not a JSON object',
    expected: 'a JSON object of options',
  });
  return {};
}

function valueOf(name: FieldName, text: string): unknown {
  if (LISTS.has(name)) return text.split(/[\s,]+/u).filter((part) => part !== '');
  // What is no number or no truth value stays a text, so that the message shows it.
  if (NUMBERS.has(name)) return Number.isNaN(Number(text)) ? text : Number(text);
  if (name === 'dangerouslyAcceptUnboundResponses') return { true: true, false: false }[text] ?? text;
  return text;
}
