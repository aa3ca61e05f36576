/** How an option is explained when it is wrong. */
export interface FieldHelp {
  /** Environment variable of the stand-alone server. */
  readonly variable: string;
  readonly expected: string;
  readonly example: string;
  /** Never shown, not even in part. */
  readonly secret?: true;
}

/** Every option by its name, as error messages and `serve --help` explain it. */
export const FIELDS = {
  instanceId: {
    variable: 'CONNECT_INSTANCE_ID',
    expected: 'the id of the Amazon Connect instance, the last part of its ARN',
    example: '12345678-1234-1234-1234-123456789012',
  },
  region: {
    variable: 'AWS_REGION',
    expected: 'the Region of the Amazon Connect instance',
    example: 'eu-west-2',
  },
  redirectUri: {
    variable: 'REDIRECT_URI',
    expected:
      'the redirect URI registered at the Cognito app client: https (http only for loopback), no query, no fragment, last part neither start nor done',
    example: 'https://auth.example.com/callback',
  },
  allowedOrigins: {
    variable: 'ALLOWED_ORIGINS',
    expected: 'origins of the pages that hold the chat, without a path: https (http only for loopback)',
    example: 'https://www.example.com,https://shop.example.com',
  },
  cognitoDomains: {
    variable: 'COGNITO_DOMAINS',
    expected:
      'origins of the Cognito domains of the user pool, without a path: https (http only for loopback)',
    example: 'https://example.auth.eu-west-2.amazoncognito.com',
  },
  bindingKeys: {
    variable: 'BINDING_KEYS',
    expected: 'secrets of at least 32 bytes, all different; the first signs, all verify',
    example: 'the output of: openssl rand -base64 48',
    secret: true,
  },
  clientId: {
    variable: 'COGNITO_CLIENT_ID',
    expected: 'the id of the Cognito app client',
    example: '1h57kf5cpq17m0eml12EXAMPLE',
  },
  issuer: {
    variable: 'COGNITO_ISSUER',
    expected: 'the issuer that authorization responses must name (RFC 9207); leave it out for Cognito',
    example: 'https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_EXAMPLE',
  },
  name: {
    variable: 'INSTANCE_NAME',
    expected:
      'a name for logs and metrics: letters, digits, dot, dash, underscore; different for every instance',
    example: 'shop',
  },
  rate: { variable: 'CONNECT_RATE', expected: 'requests a second, more than 0', example: '2' },
  burst: { variable: 'CONNECT_BURST', expected: 'requests at once, at least 1', example: '5' },
  deadlineMs: {
    variable: 'DEADLINE_MS',
    expected: 'milliseconds for queue and call together, 500 to 20000',
    example: '6000',
  },
  queueWaitMs: {
    variable: 'QUEUE_WAIT_MS',
    expected: 'longest wait in the queue in milliseconds, 0 to 10000 and below the deadline',
    example: '2500',
  },
  maxAttempts: { variable: 'CONNECT_MAX_ATTEMPTS', expected: 'a whole number from 1 to 5', example: '3' },
  codeLifetimeMs: {
    variable: 'CODE_LIFETIME_MS',
    expected: 'milliseconds for which an authorization code is worth a try, 10000 to 900000',
    example: '300000',
  },
  brandName: {
    variable: 'BRAND_NAME',
    expected: 'the name shown on the pages, at most 80 characters',
    example: 'Example Shop',
  },
  logo: {
    variable: 'BRAND_LOGO',
    expected: 'a data URI of an image in base64, at most 60000 characters',
    example: 'data:image/png;base64,iVBORw0KGgo=',
  },
  accent: {
    variable: 'BRAND_ACCENT',
    expected: 'a colour of buttons on light pages, six hexadecimal digits',
    example: '#1d4ed8',
  },
  accentDark: {
    variable: 'BRAND_ACCENT_DARK',
    expected: 'a colour of buttons on dark pages, six hexadecimal digits',
    example: '#8ab4ff',
  },
  dangerouslyAcceptUnboundResponses: {
    variable: 'DANGEROUSLY_ACCEPT_UNBOUND_RESPONSES',
    expected: 'true or false; true lets any browser finish the sign-in of any other',
    example: 'false',
  },
} as const satisfies Record<string, FieldHelp>;

/** Name of an option of {@link FIELDS}. */
export type FieldName = keyof typeof FIELDS;

/** Options without a variable of their own, for `CONFIG_FILE` and for code. */
export const STRUCTURED_FIELDS: Readonly<Record<string, Pick<FieldHelp, 'expected' | 'example'>>> = {
  instances: {
    expected: 'a list of at least one instance',
    example: '[{ "name": "shop", "instanceId": "…", "redirectUri": "…", … }]',
  },
  neighbour: {
    expected: 'the path of the endpoint for widgets that receive the redirect themselves',
    example: '{ "path": "/update-authentication" }',
  },
  texts: {
    expected: 'own titles and texts of at most 500 characters, by language and page',
    example: '{ "en": { "accepted": { "title": "Signed in" } } }',
  },
};
