import type { IncomingHeaders } from './incoming-request.js';

/**
 * Headers as Node's http module read them, in the meaning of the web standard: names in any case, several lines of one
 * name are one value. Cookies are joined by semicolons (RFC 9113 section 8.2.3), all else by commas (RFC 9110 section 5.3).
 *
 * @param raw - names and values in turn, in the order they came
 * @param instead - values that count instead of those that came, by name in lower case
 */
export function headerLines(
  raw: readonly string[],
  instead: Readonly<Record<string, string>>,
): IncomingHeaders {
  const values = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = raw[index + 1] ?? '';
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : `${earlier}${name === 'cookie' ? '; ' : ', '}${value}`);
  }
  for (const [name, value] of Object.entries(instead)) values.set(name, value);
  return { get: (name) => values.get(name) ?? null, keys: () => values.keys() };
}
