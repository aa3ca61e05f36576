import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as connect from '@aws-sdk/client-connect';
import * as participant from '@aws-sdk/client-connectparticipant';

const PACKAGES = {
  connect: { name: '@aws-sdk/client-connect', exports: connect as Readonly<Record<string, unknown>> },
  participant: {
    name: '@aws-sdk/client-connectparticipant',
    exports: participant as Readonly<Record<string, unknown>>,
  },
} as const;

/** Which of the two installed SDK packages. */
export type Service = keyof typeof PACKAGES;

/** A shape of the installed package's schemas. */
export type Shape =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'timestamp' }
  | { readonly kind: 'list' | 'map'; readonly of: () => Shape }
  | Structure;

export interface Structure {
  readonly kind: 'structure';
  readonly members: ReadonlyMap<string, Member>;
  readonly required: readonly string[];
}

export interface Member {
  readonly shape: () => Shape;
  readonly location: 'body' | 'header' | 'path';
}

export interface OperationModel {
  readonly method: string;
  readonly path: string;
  readonly input: Structure;
  readonly output: Structure;
  /** Names of the errors that the operation's typings say it throws. */
  readonly errors: readonly string[];
}

/** An operation as the installed SDK package has it. */
export function operationModel(service: Service, operation: string): OperationModel {
  const schema = PACKAGES[service].exports[`${operation}$`];
  if (!Array.isArray(schema) || schema[0] !== 9) throw new Error(`${operation} is not in the installed SDK.`);
  const [, , , { http }, input, output] = schema as [
    9,
    string,
    string,
    { readonly http: readonly [string, string, number] },
    unknown,
    unknown,
  ];
  return {
    method: http[0],
    path: http[1],
    input: structure(input),
    output: structure(output),
    errors: declaredErrors(service, operation),
  };
}

/** Exception class and HTTP status of an error of the installed SDK package. */
export function errorModel(service: Service, name: string) {
  const { exports } = PACKAGES[service];
  const schema = exports[`${name}$`] as readonly [-3, string, string, { readonly httpError: number }];
  return { exception: exports[name] as new (...given: never[]) => Error, status: schema[3].httpError };
}

/** Values of an enum of the installed SDK package. */
export function enumValues(service: Service, name: string): readonly string[] {
  return Object.values(PACKAGES[service].exports[name] as Record<string, string>);
}

function structure(reference: unknown): Structure {
  const shape = shapeOf(reference);
  if (shape.kind !== 'structure') throw new Error('The schema is not a structure.');
  return shape;
}

/** Kinds of Smithy's schema language: numbers for simple shapes, 64 and 128 added for a list or map of them. */
function shapeOf(reference: unknown): Shape {
  const schema: unknown = typeof reference === 'function' ? (reference as () => unknown)() : reference;
  if (typeof schema === 'number') return simple(schema);
  if (!Array.isArray(schema)) throw new Error('The schema is of no kind that is known here.');
  const parts = schema as readonly unknown[];
  switch (parts[0]) {
    case 0:
      return simple(parts[4] as number);
    case 1:
      return { kind: 'list', of: () => shapeOf(withoutTraits(parts[4])) };
    case 2:
      return { kind: 'map', of: () => shapeOf(withoutTraits(parts[5])) };
    case 3: {
      const [names, shapes] = [parts[4] as readonly string[], parts[5] as readonly unknown[]];
      return {
        kind: 'structure',
        members: new Map(names.map((name, index) => [name, memberOf(shapes[index])])),
        required: names.slice(0, (parts[6] as number | undefined) ?? 0),
      };
    }
    default:
      throw new Error('The schema is of no kind that is known here.');
  }
}

function simple(schema: number): Shape {
  if (schema & 64) return { kind: 'list', of: () => simple(schema & 63) };
  if (schema & 128) return { kind: 'map', of: () => simple(schema & 63) };
  if (schema === 0) return { kind: 'string' };
  if (schema === 1) return { kind: 'number' };
  if (schema === 2) return { kind: 'boolean' };
  if (schema >= 4 && schema <= 7) return { kind: 'timestamp' };
  throw new Error(`The simple schema ${schema} is not known here.`);
}

/** A member's schema is a shape, or a pair of a shape and its traits. */
const withoutTraits = (reference: unknown): unknown =>
  Array.isArray(reference) && reference.length === 2 ? (reference as readonly unknown[])[0] : reference;

function memberOf(reference: unknown): Member {
  const traits: unknown =
    Array.isArray(reference) && reference.length === 2 ? (reference as readonly unknown[])[1] : 0;
  const header = typeof traits === 'object' && traits !== null && 'httpHeader' in traits;
  return {
    shape: () => shapeOf(withoutTraits(reference)),
    location: header ? 'header' : typeof traits === 'number' && (traits & 1) === 1 ? 'path' : 'body',
  };
}

function declaredErrors(service: Service, operation: string): readonly string[] {
  const root = dirname(createRequire(import.meta.url).resolve(`${PACKAGES[service].name}/package.json`));
  const typings = readFileSync(join(root, `dist-types/commands/${operation}Command.d.ts`), 'utf8');
  return [...typings.matchAll(/@throws \{@link (\w+Exception)\} \(/gu)].map(([, name = '']) => name).sort();
}

/**
 * What is wrong with a JSON value as an instance of a shape, a line each.
 *
 * @param path - where the value is, for the lines
 */
export function mismatches(shape: Shape, value: unknown, path: string): string[] {
  const is = (right: boolean, what: string) => (right ? [] : [`${path} is not ${what}`]);
  switch (shape.kind) {
    case 'string':
    case 'boolean':
      return is(typeof value === shape.kind, `a ${shape.kind}`);
    case 'number':
      return is(Number.isSafeInteger(value), 'a whole number');
    case 'timestamp':
      return is(typeof value === 'number' && value > 1e9 && value < 1e11, 'a moment in seconds');
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((entry, index) => mismatches(shape.of(), entry, `${path}[${index}]`))
        : [`${path} is not a list`];
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([name, entry]) => mismatches(shape.of(), entry, `${path}.${name}`))
        : [`${path} is not a map`];
    case 'structure': {
      if (!isObject(value)) return [`${path} is not a structure`];
      const missing = shape.required
        .filter((name) => !(name in value))
        .map((name) => `${path}.${name} is missing`);
      const wrong = Object.entries(value).flatMap(([name, entry]) => {
        const member = shape.members.get(name);
        return member
          ? mismatches(member.shape(), entry, `${path}.${name}`)
          : [`${path}.${name} is not in the model`];
      });
      return [...missing, ...wrong];
    }
    default:
      return shape satisfies never;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
