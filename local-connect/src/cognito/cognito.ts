import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.js';
import { type AppClient, checkRegisteredUrl } from './app-client.js';
import { type CognitoCall, serve } from './serve.js';
import { type Customer, DEFAULT_CUSTOMERS } from './customer.js';
import { ExpiringMap } from './expiring-map.js';
import { CODE_LIFETIME_MS, REFRESH_TOKEN_LIFETIME_MS } from './grant.js';
import { DEFAULT_IDENTITY_PROVIDERS, type IdentityProvider } from './identity-provider.js';
import type { SigningKeys } from './keys.js';
import type { Fault } from './fault.js';
import { SESSION_LIFETIME_MS } from './session.js';
import type { CognitoKnobs, UserPool } from './user-pool.js';

/** Options of {@link createCognito}. */
export interface CognitoOptions extends Partial<CognitoKnobs> {
  /** Base URL at which browsers reach this domain, such as `http://127.0.0.1:4510`; cookies are `Secure` when it is https. */
  readonly endpoint: string;
  readonly region: string;
  readonly userPoolId: string;
  /** Read at every request, so URLs may be added to a client later. */
  readonly clients: readonly AppClient[];
  /** May still be in the making: the domain serves its pages meanwhile, and awaits them where it signs. */
  readonly keys: SigningKeys | Promise<SigningKeys>;
  readonly clock: Clock;
  /** Default {@link DEFAULT_CUSTOMERS}. */
  readonly customers?: readonly Customer[];
  /** Default {@link DEFAULT_IDENTITY_PROVIDERS}. */
  readonly identityProviders?: readonly IdentityProvider[];
  /** `iss` of the tokens; default: the endpoint and the user pool id, so that its key set can be fetched locally. */
  readonly issuer?: string;
  /** Life of an authorization code in milliseconds; default five minutes. */
  readonly codeLifetimeMs?: number;
  /** Told of every request once it is over; never of a code, password, token, cookie or state. */
  readonly onCall?: (call: CognitoCall) => void;
  /** Asked before every request; may make it fail. */
  readonly beforeCall?: (operation: string) => Promise<Fault>;
}

/** A user pool's domain. */
export interface Cognito {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly tokenUrl: string;
  readonly authorizeUrl: string;
  /** Who can sign in; `name` is the given name. */
  readonly customers: readonly {
    readonly username: string;
    readonly password: string;
    readonly name: string;
  }[];
  /** Serves one request. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Forgets sessions, codes and refresh tokens. */
  reset(): void;
}

/**
 * A stand-in for the hosted sign-in of one Cognito user pool: authorize, sign-in page, provider page, token, key set,
 * discovery, userInfo, revoke, logout and error page. It does not listen: give its `handle` to a server on loopback.
 *
 * @throws TypeError when the endpoint, the user pool id or a registered URL is not valid
 */
export function createCognito(options: CognitoOptions): Cognito {
  const { userPoolId, clients, clock, keys } = options;
  const endpoint = new URL(options.endpoint).origin;
  if (!/^[\w-]+_[0-9a-zA-Z]+$/u.test(userPoolId) || !userPoolId.startsWith(`${options.region}_`)) {
    throw new TypeError(`A user pool id of this Region looks like ${options.region}_AbCdEf123.`);
  }
  if (endpoint === 'null') throw new TypeError('The Cognito endpoint must be an http or https URL.');
  for (const { callbackUrls, logoutUrls = [] } of clients) {
    [...callbackUrls, ...logoutUrls].forEach(checkRegisteredUrl);
  }
  const pool: UserPool = {
    ...{ endpoint, userPoolId, clients, clock },
    keys: Promise.resolve(keys),
    issuer: options.issuer ?? `${endpoint}/${userPoolId}`,
    jwksUrl: `${endpoint}/${userPoolId}/.well-known/jwks.json`,
    customers: options.customers ?? DEFAULT_CUSTOMERS,
    identityProviders: options.identityProviders ?? DEFAULT_IDENTITY_PROVIDERS,
    knobs: {
      coop: options.coop ?? true,
      errorRedirectsWithState: options.errorRedirectsWithState ?? true,
      stateDecodedTwice: options.stateDecodedTwice ?? false,
      hints: options.hints ?? false,
    },
    formKey: randomBytes(32),
    sessions: new ExpiringMap(clock, SESSION_LIFETIME_MS),
    codes: new ExpiringMap(clock, options.codeLifetimeMs ?? CODE_LIFETIME_MS),
    refreshTokens: new ExpiringMap(clock, REFRESH_TOKEN_LIFETIME_MS),
    revoked: new ExpiringMap(clock, REFRESH_TOKEN_LIFETIME_MS),
  };
  // Who awaits them is told; a failure before that must not end the process.
  pool.keys.catch(() => undefined);
  const hooks = {
    onCall: options.onCall ?? (() => undefined),
    beforeCall: options.beforeCall ?? (() => Promise.resolve('continue' as const)),
  };
  return {
    issuer: pool.issuer,
    jwksUrl: pool.jwksUrl,
    tokenUrl: `${endpoint}/oauth2/token`,
    authorizeUrl: `${endpoint}/oauth2/authorize`,
    customers: pool.customers.map(({ username, password, given_name: name }) => ({
      username,
      password,
      name,
    })),
    handle: (request, response) => serve(pool, hooks, request, response),
    reset() {
      for (const store of [pool.sessions, pool.codes, pool.refreshTokens, pool.revoked]) store.clear();
    },
  };
}
