/** Where a sign-in at the hosted pages ended: the authorization response at the redirect URI. */
export interface HostedResponse {
  readonly parameters: URLSearchParams;
  /** `Cross-Origin-Opener-Policy` of the last page that was shown. */
  readonly openerPolicy: string | null;
}

const REDIRECTS_MAX = 10;

/**
 * Opens an authentication URL as a browser without script would, signs in at Cognito's form, and stops before the
 * redirect URI, so that the code stays unused.
 *
 * @throws Error when the page has no form that can be sent without script, as with managed login
 */
export async function signInAtCognito(
  url: URL,
  redirectUri: string,
  identity: { readonly username: string; readonly password: string } | undefined,
): Promise<HostedResponse> {
  const cookies = new Map<string, string>();
  let openerPolicy: string | null = null;
  let signedIn = false;
  let next: { readonly url: URL; readonly body?: URLSearchParams } = { url };
  for (let step = 0; step < REDIRECTS_MAX; step += 1) {
    const response = await fetch(next.url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(next.body === undefined ? {} : { method: 'POST', body: next.body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null) {
      const target = new URL(location, next.url);
      if (isRedirectUri(target, redirectUri)) return { parameters: target.searchParams, openerPolicy };
      next = { url: target };
      continue;
    }
    openerPolicy = response.headers.get('cross-origin-opener-policy');
    const page = await response.text();
    if (identity === undefined) throw new Error('Cognito showed a page instead of an error redirect');
    if (signedIn) throw new Error('Cognito did not take the user name and password');
    signedIn = true;
    next = formOf(page, next.url, identity);
  }
  throw new Error('Cognito redirected too often');
}

/** The redirect URI may hold a query of its own, so only origin and path are compared. */
function isRedirectUri(target: URL, redirectUri: string): boolean {
  const registered = new URL(redirectUri);
  return target.origin === registered.origin && target.pathname === registered.pathname;
}

function formOf(
  page: string,
  pageUrl: URL,
  identity: { readonly username: string; readonly password: string },
) {
  const action = /<form[^>]*action="([^"]*)"/u.exec(page)?.[1];
  const token = /name="_csrf"\s+value="([^"]*)"/u.exec(page)?.[1];
  if (action === undefined || token === undefined) {
    throw new Error('the sign-in page has no form that can be sent without script (managed login?)');
  }
  const { username, password } = identity;
  const address = new URL(action.replaceAll('&amp;', '&').replaceAll('&#39;', "'"), pageUrl);
  return { url: address, body: new URLSearchParams({ _csrf: token, username, password }) };
}
