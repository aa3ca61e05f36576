/** One redirect URI and the Connect instance behind it, parsed and checked. */
export interface Instance {
  /** Name in logs and metrics. */
  readonly name: string;
  readonly instanceId: string;
  readonly region: string;
  readonly redirectUri: string;
  /** Paths of the three endpoints on this server. */
  readonly paths: {
    readonly callback: string;
    readonly start: string;
    readonly done: string;
    /** Endpoint for widgets that receive the redirect themselves; off where unset. */
    readonly neighbour?: string;
  };
  /** Origins of the pages that hold the chat. */
  readonly allowedOrigins: readonly string[];
  /** Origins of the Cognito domains. */
  readonly cognitoDomains: readonly string[];
  /** App client of the authentication URLs; unset: not checked. */
  readonly clientId?: string;
  /** Expected `iss` of authorization responses (RFC 9207); unset: not checked. */
  readonly issuer?: string;
  /** True where {@link https://datatracker.ietf.org/doc/draft-ietf-oauth-security-topics-update/ the binding} is off. */
  readonly acceptUnbound: boolean;
  /** How long an authorization response is worth a try after its first arrival, in milliseconds. */
  readonly codeLifetimeMs: number;
}
