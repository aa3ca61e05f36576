import { z } from 'zod/v3';
import { configError, problemAt, unknownAt, type ConfigProblem, type Naming } from './config-problems.js';
import { instanceSchema, sharedSchema } from './config-schema.js';
import type { Instance } from './instance.js';

/** The options, parsed and complete. */
export interface Settings extends Omit<z.output<typeof sharedSchema>, 'dangerouslyAcceptUnboundResponses'> {
  readonly instances: readonly Instance[];
}

/**
 * Parses the options once, at start.
 *
 * @param naming - whether messages speak of options or of environment variables
 * @throws CallbackError `ERR_CONFIG` that lists every problem: where, what was found (masked), what is expected, an example
 */
export function parseOptions(
  options: Readonly<Record<string, unknown>>,
  naming: Naming = 'option',
): Settings {
  const checked = checkOptions(options, naming);
  if (!checked.ok) throw configError(checked.problems);
  return checked.settings;
}

/** Like {@link parseOptions}, for a caller who has more problems to add to the message. */
export function checkOptions(
  options: Readonly<Record<string, unknown>>,
  naming: Naming,
): { ok: true; settings: Settings } | { ok: false; problems: readonly ConfigProblem[] } {
  const instanceKeys = Object.keys(instanceSchema.shape);
  const flat = !Array.isArray(options['instances']);
  const pick = (wanted: (key: string) => boolean) =>
    Object.fromEntries(Object.entries(options).filter(([key, value]) => wanted(key) && value !== undefined));
  const instancesInput = flat ? [pick((key) => instanceKeys.includes(key))] : options['instances'];
  const shared = sharedSchema.safeParse(
    pick((key) => (flat ? !instanceKeys.includes(key) : key !== 'instances')),
  );
  const instances = z.array(instanceSchema).min(1).safeParse(instancesInput);

  const problems: ConfigProblem[] = [];
  const collect = (input: unknown, prefix: readonly PropertyKey[], issues: readonly z.ZodIssue[]) => {
    for (const issue of issues) {
      const path = [...prefix, ...issue.path];
      if (issue.code === 'unrecognized_keys')
        problems.push(...issue.keys.map((key) => unknownAt([...path, key])));
      else problems.push(problemAt(path, valueAt(input, issue.path), naming));
    }
  };
  if (!instances.success) {
    if (flat) {
      const stripped = instances.error.issues.map((issue) => ({ ...issue, path: issue.path.slice(1) }));
      collect(options, [], stripped);
    } else collect(instancesInput, ['instances'], instances.error.issues);
  }
  if (!shared.success) collect(options, [], shared.error.issues);
  if (!instances.success || !shared.success) return { ok: false, problems };

  const { dangerouslyAcceptUnboundResponses: acceptUnbound, ...settings } = shared.data;
  const parsed = instances.data.map((instance) => complete(instance, settings.codeLifetimeMs, acceptUnbound));
  problems.push(...clashes(settings, parsed, naming));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, settings: { ...settings, instances: parsed } };
}

/** What is wrong between options that are right on their own. */
function clashes(
  settings: Omit<Settings, 'instances'>,
  instances: readonly Instance[],
  naming: Naming,
): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (new Set(settings.bindingKeys).size < settings.bindingKeys.length) {
    problems.push({ ...problemAt(['bindingKeys'], undefined, naming), found: 'one key twice' });
  }
  if (settings.queueWaitMs >= settings.deadlineMs) {
    problems.push(problemAt(['queueWaitMs'], settings.queueWaitMs, naming));
  }
  const taken = new Set<string>();
  for (const [index, { name, paths, redirectUri }] of instances.entries()) {
    const at = (field: string) => ['instances', index, field];
    if (instances.findIndex((other) => other.name === name) < index)
      problems.push(problemAt(at('name'), name, naming));
    const own = Object.values(paths);
    if (new Set(own).size < own.length || own.some((path) => taken.has(path))) {
      problems.push({
        ...problemAt(at('redirectUri'), redirectUri, naming),
        expected: 'paths that no other endpoint has; start and done stand beside the redirect URI',
        example: 'https://auth.example.com/shop/callback and https://auth.example.com/bank/callback',
      });
    }
    for (const path of own) taken.add(path);
  }
  return problems;
}

function complete(
  options: z.output<typeof instanceSchema>,
  codeLifetimeMs: number,
  acceptUnbound: boolean,
): Instance {
  const { clientId, issuer, name, neighbour, ...rest } = options;
  const callback = new URL(options.redirectUri).pathname;
  const directory = callback.slice(0, callback.lastIndexOf('/') + 1);
  return {
    ...rest,
    name: name ?? options.instanceId,
    paths: {
      callback,
      start: `${directory}start`,
      done: `${directory}done`,
      ...(neighbour === undefined ? {} : { neighbour: neighbour.path }),
    },
    codeLifetimeMs,
    acceptUnbound,
    ...(clientId === undefined ? {} : { clientId }),
    ...(issuer === undefined ? {} : { issuer }),
  };
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}
