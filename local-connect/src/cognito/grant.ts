import type { Session } from './session.js';

/** What an authorization code stands for. */
export interface AuthorizationGrant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  /** PKCE challenge, method S256 (RFC 7636 section 4.2). */
  readonly codeChallenge: string | undefined;
  readonly session: Session;
}

/** What a refresh token stands for. */
export interface RefreshGrant {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly session: Session;
  /** `origin_jti` of all tokens that came from one code. */
  readonly originJti: string;
}

/** Life of an authorization code. Source: Cognito developer guide, authorize endpoint. */
export const CODE_LIFETIME_MS = 5 * 60 * 1000;

/** Life of a refresh token, the default of an app client. */
export const REFRESH_TOKEN_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;
