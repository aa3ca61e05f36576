/** What a browser keeps for the server: name and value, both free of characters that need quoting. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** Longest `Cookie` header that is looked at, in characters; Node itself refuses header blocks over 16 KiB. */
const COOKIE_HEADER_MAX = 16_384;

/**
 * Splits a `Cookie` header (RFC 6265 section 5.4) in the order the browser sent it: oldest first among equal paths.
 *
 * @param header - the header's value, or null where there is none
 */
export function parseCookies(header: string | null): Cookie[] {
  if (header === null || header.length > COOKIE_HEADER_MAX) return [];
  return header.split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 1 ? [] : [{ name: trimmed(pair.slice(0, at)), value: trimmed(pair.slice(at + 1)) }];
  });
}

/** The cookies of a Cookie header whose names begin so, in the order they came. */
export function cookiesOf(familyName: string, header: string | null): Cookie[] {
  return parseCookies(header).filter(({ name }) => name.startsWith(familyName));
}

/**
 * Space and tab only (RFC 6265 section 5.2). A browser lets a sibling host set a cookie whose name is a no-break space
 * and then `__Host-…`; trimming that space would turn it into ours. By hand, because a regular expression for blanks at
 * the end looks at a long row of them again from each one: 16 KiB of tabs would cost a fifth of a second.
 */
function trimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && isBlank(text[from])) from += 1;
  while (to > from && isBlank(text[to - 1])) to -= 1;
  return text.slice(from, to);
}

const isBlank = (character: string | undefined) => character === ' ' || character === '\t';

/** How cookies of a redirect URI are written: with the `__Host-` prefix, or plainly for loopback over http. */
export interface CookieScope {
  readonly prefix: '__Host-' | '';
  readonly attributes: string;
}

/**
 * The scope of cookies for a redirect URI. `__Host-` keeps sibling hosts from planting one (RFC 6265bis section 4.1.3.2);
 * `Lax`, because the redirect from Cognito is a cross-site top-level GET.
 */
export function cookieScope(redirectUri: string): CookieScope {
  const attributes = 'Path=/; HttpOnly; SameSite=Lax';
  return redirectUri.startsWith('https:')
    ? { prefix: '__Host-', attributes: `${attributes}; Secure` }
    : { prefix: '', attributes };
}

/** A `Set-Cookie` value that keeps a cookie for `maxAgeSeconds`. */
export function setCookie(scope: CookieScope, cookie: Cookie, maxAgeSeconds: number): string {
  return `${cookie.name}=${cookie.value}; Max-Age=${maxAgeSeconds}; ${scope.attributes}`;
}

/** A `Set-Cookie` value that removes a cookie. */
export function clearCookie(scope: CookieScope, name: string): string {
  return `${name}=; Max-Age=0; ${scope.attributes}`;
}

/**
 * The cookies to drop, oldest first, so that the kept ones and a new one stay within the limits. Browsers keep about
 * 4 KB per cookie, servers about 16 KB of headers; a customer who starts often must never run into either.
 *
 * @param kept - our cookies as the browser sent them, without the one that is written now
 * @param newBytes - length of the new cookie, name and value
 */
export function cookiesToDrop(
  kept: readonly Cookie[],
  newBytes: number,
  limit: { readonly count: number; readonly bytes: number },
): string[] {
  let count = kept.length + 1;
  let bytes = kept.reduce((sum, { name, value }) => sum + name.length + value.length, newBytes);
  const dropped: string[] = [];
  for (const { name, value } of kept) {
    if (count <= limit.count && bytes <= limit.bytes) break;
    dropped.push(name);
    count -= 1;
    bytes -= name.length + value.length;
  }
  return dropped;
}
