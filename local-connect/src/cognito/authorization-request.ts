import { type Answer, redirect } from './answer.js';
import { type AppClient, DEFAULT_SCOPES } from './app-client.js';
import { type IdentityProvider, OWN_USERS } from './identity-provider.js';
import type { UserPool } from './user-pool.js';

/** A valid request to `/oauth2/authorize`, `/login` or the provider's page, which all take the same parameters. */
export interface AuthorizationRequest {
  readonly client: AppClient;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly prompt: readonly string[];
  /** The external provider asked for. */
  readonly provider: IdentityProvider | undefined;
  /** `identity_provider=COGNITO`: the pool's own users and nobody else. */
  readonly ownUsersOnly: boolean;
  readonly loginHint: string;
  readonly lang: string;
  /** All parameters, encoded anew: what `/login` is redirected to with. */
  readonly query: string;
}

const PROMPTS = ['none', 'login', 'select_account', 'consent'];

/**
 * Validates the parameters of an authorization request.
 *
 * A bad client or redirect URI leads to Cognito's own error page; everything else is sent to the redirect URI.
 *
 * Source: Cognito developer guide, authorize endpoint.
 */
export function parseAuthorizationRequest(
  pool: UserPool,
  query: URLSearchParams,
):
  | { readonly ok: true; readonly request: AuthorizationRequest }
  | { readonly ok: false; readonly answer: Answer } {
  const client = pool.clients.find(({ clientId }) => clientId === query.get('client_id'));
  if (!client) return { ok: false, answer: redirectToErrorPage(pool, 'invalid_client') };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (redirectUri === '') return { ok: false, answer: redirectToErrorPage(pool, 'invalid_request') };
  if (!client.callbackUrls.includes(redirectUri)) {
    return { ok: false, answer: redirectToErrorPage(pool, 'redirect_mismatch', client.clientId) };
  }

  const state = query.get('state') ?? undefined;
  const refuse = (error: string, description: string) =>
    ({ ok: false, answer: redirectWithError(pool, { redirectUri, state }, error, description) }) as const;

  const responseType = query.get('response_type');
  if (responseType === 'token')
    return refuse('unauthorized_client', 'The client may not use this response type.');
  if (responseType !== 'code') return refuse('invalid_request', 'The response type must be code.');

  const codeChallenge = query.get('code_challenge') ?? undefined;
  const method = query.get('code_challenge_method') ?? undefined;
  if ((codeChallenge === undefined) !== (method === undefined)) {
    return refuse('invalid_request', 'A code challenge and its method go together.');
  }
  if (method !== undefined && method !== 'S256') {
    return refuse('invalid_request', 'The code challenge method must be S256.');
  }
  if (codeChallenge !== undefined && !/^[A-Za-z0-9_-]{43}$/u.test(codeChallenge)) {
    return refuse('invalid_request', 'The code challenge is not a SHA-256 hash in base64url.');
  }

  const allowedScopes = client.scopes ?? DEFAULT_SCOPES;
  const asked = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const scopes = asked.length > 0 ? [...new Set(asked)] : allowedScopes;
  if (!scopes.every((scope) => allowedScopes.includes(scope))) {
    return refuse('invalid_scope', 'A scope is unknown or not allowed for the client.');
  }
  const needsOpenid = scopes.some((scope) => scope !== 'openid' && DEFAULT_SCOPES.includes(scope));
  if (needsOpenid && !scopes.includes('openid')) {
    return refuse('invalid_scope', 'The scopes email, phone and profile need openid.');
  }

  const prompt = (query.get('prompt') ?? '').split(' ').filter((value) => value !== '');
  const promptValid = prompt.every((value) => PROMPTS.includes(value));
  if (!promptValid || (prompt.includes('none') && prompt.length > 1)) {
    return refuse('invalid_request', 'The prompt is not valid.');
  }

  const name = query.get('identity_provider') ?? '';
  const identifier = query.get('idp_identifier') ?? '';
  const ownUsersOnly = name === OWN_USERS;
  const provider = pool.identityProviders.find((candidate) =>
    name === '' ? candidate.identifiers?.includes(identifier) : candidate.name === name,
  );
  if ((name !== '' || identifier !== '') && !ownUsersOnly && !provider) {
    return refuse('invalid_request', 'The identity provider does not exist.');
  }

  return {
    ok: true,
    request: {
      ...{ client, redirectUri, state, scopes, codeChallenge, prompt, provider, ownUsersOnly },
      nonce: query.get('nonce') ?? undefined,
      loginHint: query.get('login_hint') ?? '',
      lang: query.get('lang') ?? '',
      query: query.toString(),
    },
  };
}

/** Sends the browser to `/error`, because the redirect URI cannot be trusted. */
export function redirectToErrorPage(pool: UserPool, error: string, clientId?: string): Answer {
  const query = new URLSearchParams({ error, ...(clientId !== undefined && { client_id: clientId }) });
  return redirect(`${pool.endpoint}/error?${query.toString()}`, error);
}

/**
 * Sends an error to the redirect URI.
 *
 * @param description - for people; Cognito's own texts are not fixed, so nobody may match on them
 */
export function redirectWithError(
  pool: UserPool,
  to: { readonly redirectUri: string; readonly state: string | undefined },
  error: string,
  description: string,
): Answer {
  const state = pool.knobs.errorRedirectsWithState ? to.state : undefined;
  return redirect(locationWith(to.redirectUri, { error_description: description, error, state }), error);
}

/** A registered redirect URI, byte for byte, with parameters added to its query. */
export function locationWith(
  redirectUri: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query.toString()}`;
}
