import type { AuthorizationResponse } from 'connect-sign-in-shared/authorization-response.js';

/** A request as the browser sent it, before any platform has touched it. */
export interface Exchange {
  readonly method: string;
  /** Path and query, raw. */
  readonly target: string;
  /** Names and values in order; a name may come twice. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** An answer as the browser gets it. */
export interface Reply {
  readonly status: number;
  /** Lower-case names, sorted; without the headers that belong to one connection only. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** A reply and what else the server did. */
export interface Decision {
  readonly reply: Reply;
  readonly forwarded: readonly AuthorizationResponse[];
  readonly outcomes: readonly string[];
}

const OF_ONE_CONNECTION = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

/** Brings headers of any source into the form of {@link Reply}. */
export function comparable(headers: Iterable<readonly [string, string]>): (readonly [string, string])[] {
  return [...headers]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !OF_ONE_CONNECTION.includes(name))
    .sort((left, right) => `${left[0]}\n${left[1]}`.localeCompare(`${right[0]}\n${right[1]}`));
}

/** A header value as it is on the wire and in Node: one character per byte. */
export const onTheWire = (value: string) => Buffer.from(value, 'utf8').toString('latin1');

/** Splits a raw query into raw pairs. */
export function rawPairs(target: string): (readonly [string, string])[] {
  const at = target.indexOf('?');
  const query = at < 0 ? '' : target.slice(at + 1);
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? ([pair, ''] as const) : ([pair.slice(0, equals), pair.slice(equals + 1)] as const);
    });
}

export const pathOf = (target: string) => target.split('?', 1)[0] ?? '';

/** What is left of an exchange behind a load balancer without multi-value headers: the last of several values. */
export function lastValuesOnly(exchange: Exchange): Exchange {
  const query = [...new Map(rawPairs(exchange.target))].map(([name, value]) => `${name}=${value}`).join('&');
  const lower = exchange.headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    ...exchange,
    target: pathOf(exchange.target) + (query === '' ? '' : `?${query}`),
    headers: [...new Map(lower)],
  };
}
