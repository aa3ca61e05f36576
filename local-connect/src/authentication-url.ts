import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CONNECT_LIMIT } from 'connect-sign-in-shared/connect.js';
import type { IssuedUrl } from './block-state.js';
import type { Fidelity } from './fidelity.js';

/** The user pool's side of an authentication URL. */
export interface AuthorizeEndpoint {
  /** Base URL of the Cognito domain as browsers reach it, without a slash at the end. */
  readonly cognitoUrl: string;
  readonly clientId: string;
}

/** A new `state`, unguessable in every form. */
export function newState(form: Fidelity['stateForm']): string {
  switch (form) {
    case 'opaque':
      return randomBytes(48).toString('base64url');
    case 'uuid':
      return randomUUID();
    case 'longest':
      return randomBytes(750).toString('base64url').slice(0, CONNECT_LIMIT.stateMax);
    case 'reserved-characters':
      return `${randomBytes(33).toString('base64')}+/=&%20~!*'();:@,`;
    default:
      return form satisfies never;
  }
}

/** What Connect keeps about one authentication URL: state, redirect URI, and PKCE verifier and nonce where they are on. */
export function newIssuedUrl(redirectUri: string, fidelity: Fidelity): IssuedUrl {
  return {
    state: newState(fidelity.stateForm),
    redirectUri,
    ...(fidelity.authenticationUrlPkce ? { codeVerifier: randomBytes(48).toString('base64url') } : {}),
    ...(fidelity.authenticationUrlNonce ? { nonce: randomUUID() } : {}),
  };
}

/**
 * The authentication URL: the user pool's authorize endpoint with everything but the customer's consent.
 *
 * Source: Amazon Cognito Developer Guide, "Authorize endpoint"; RFC 6749 section 4.1.1; RFC 7636 section 4.3.
 */
export function authenticationUrl(
  endpoint: AuthorizeEndpoint,
  issued: IssuedUrl,
  fidelity: Fidelity,
): string {
  const url = new URL('/oauth2/authorize', endpoint.cognitoUrl);
  const parameters = {
    client_id: endpoint.clientId,
    response_type: 'code',
    redirect_uri: issued.redirectUri,
    state: issued.state,
    ...(fidelity.authenticationUrlScope === null ? {} : { scope: fidelity.authenticationUrlScope }),
    ...(issued.nonce === undefined ? {} : { nonce: issued.nonce }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (issued.codeVerifier !== undefined) {
    url.searchParams.set(
      'code_challenge',
      createHash('sha256').update(issued.codeVerifier).digest('base64url'),
    );
    url.searchParams.set('code_challenge_method', 'S256');
  }
  return url.href;
}
