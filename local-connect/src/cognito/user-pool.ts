import type { Clock } from '../clock.js';
import type { AppClient } from './app-client.js';
import type { AuthorizationGrant, RefreshGrant } from './grant.js';
import type { Customer } from './customer.js';
import type { ExpiringMap } from './expiring-map.js';
import type { IdentityProvider } from './identity-provider.js';
import type { SigningKeys } from './keys.js';
import type { Session } from './session.js';

/** Everything one user pool and its domain know; the endpoints are functions of it and a request. */
export interface UserPool {
  /** Base URL of the domain, without a slash at the end. */
  readonly endpoint: string;
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly userPoolId: string;
  readonly clients: readonly AppClient[];
  readonly customers: readonly Customer[];
  readonly identityProviders: readonly IdentityProvider[];
  readonly clock: Clock;
  readonly keys: Promise<SigningKeys>;
  readonly knobs: CognitoKnobs;
  /** Signs the hidden values of forms. */
  readonly formKey: Buffer;
  readonly sessions: ExpiringMap<Session>;
  /** By authorization code. */
  readonly codes: ExpiringMap<AuthorizationGrant>;
  /** By refresh token. */
  readonly refreshTokens: ExpiringMap<RefreshGrant>;
  /** `origin_jti` of revoked tokens. */
  readonly revoked: ExpiringMap<true>;
}

/** What AWS does not document, or what a test wants otherwise. */
export interface CognitoKnobs {
  /** Sign-in pages send `Cross-Origin-Opener-Policy: same-origin`; default true. */
  readonly coop: boolean;
  /** Errors on the redirect URI carry `state`; some examples in AWS's documentation show none. Default true. */
  readonly errorRedirectsWithState: boolean;
  /** `state` is percent-decoded once more when a session exists, as reported of Cognito; default false. */
  readonly stateDecodedTwice: boolean;
  /** The sign-in page names the demo customers and their passwords; default false. */
  readonly hints: boolean;
}
