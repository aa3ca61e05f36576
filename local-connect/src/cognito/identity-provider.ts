/** An external identity provider of the user pool; its sign-in page is simulated. */
export interface IdentityProvider {
  /** The value of `identity_provider`. */
  readonly name: string;
  /** What the customer reads; default: the name. */
  readonly title?: string;
  /** Values of `idp_identifier` that lead here. */
  readonly identifiers?: readonly string[];
}

/** The provider of a pool that names none. */
export const DEFAULT_IDENTITY_PROVIDERS: readonly IdentityProvider[] = [
  { name: 'ExampleID', identifiers: ['example.com'] },
];

/** The value of `identity_provider` that means the pool's own users. */
export const OWN_USERS = 'COGNITO';
