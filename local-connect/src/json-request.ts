import type { z } from 'zod';
import { AwsError, type AwsErrorName } from './aws-error.js';

/** Reads a JSON object from a request body; an empty body is an empty object. */
export function parseJsonObject(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    value = JSON.parse(text);
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON in UTF-8.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AwsError('SerializationException', 'The request body is not a JSON object.');
  }
  if (hasDuplicateName(text))
    throw new AwsError('SerializationException', 'The request body has a name twice.');
  return value as Record<string, unknown>;
}

/**
 * Checks the members of a request.
 *
 * @param name - the service's error for a request that is not valid
 * @throws AwsError naming the member and the rule, never the value
 */
export function parseMembers<Shape extends z.ZodType>(
  shape: Shape,
  members: Readonly<Record<string, unknown>>,
  name: AwsErrorName,
): z.output<Shape> {
  // AWS leaves a member that is null out, as it does an absent one.
  const given = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
  const result = shape.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || 'request'}: ${issue.message}`,
  );
  throw new AwsError(name, problems.join('; ').slice(0, 1000));
}

/** Whether one object of a valid JSON text has the same name twice, as written. */
function hasDuplicateName(json: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  let candidate: string | undefined;
  for (const [token] of json.matchAll(/"(?:[^"\\]+|\\.)*"|[{}[\]:]/gu)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ':') candidate = token;
    else if (candidate !== undefined) {
      const names = open.at(-1);
      if (names?.has(candidate)) return true;
      names?.add(candidate);
      candidate = undefined;
    }
  }
  return false;
}
