import { fileURLToPath } from 'node:url';

/** What all servers under measurement are told. */
export const SETTING = {
  region: 'eu-west-2',
  credentials: { accessKeyId: 'AKIDBENCH', secretAccessKey: 'secret-of-the-benchmark' },
  instanceId: '11111111-2222-3333-4444-555555555555',
  redirectUri: 'https://auth.example.com/callback',
  origin: 'https://shop.example.com',
  cognito: 'https://pool.auth.eu-west-2.amazoncognito.com',
  bindingKey: 'key-of-the-benchmark-0123456789-0123456789',
};

/** Connect's default quota for the whole account and Region. */
export const QUOTA = { rate: 2, burst: 5 };

/** What is compared: a script and its arguments. */
export const SERVERS = {
  naive: [fileURLToPath(new URL('naive-server.mjs', import.meta.url))],
  ours: [fileURLToPath(new URL('../../callback-server/dist/standalone.js', import.meta.url)), 'serve'],
};

/** The environment of a server in front of a stub of Connect. */
export function environmentOf(connectPort, more = {}) {
  const { region, credentials, instanceId, redirectUri, origin, cognito, bindingKey } = SETTING;
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    NODE_NO_WARNINGS: '1',
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_CONNECT: `http://127.0.0.1:${connectPort}`,
    CONNECT_INSTANCE_ID: instanceId,
    REDIRECT_URI: redirectUri,
    ALLOWED_ORIGINS: origin,
    COGNITO_DOMAINS: cognito,
    BINDING_KEYS: bindingKey,
    PORT: '0',
    ...more,
  };
}

/** The authentication URL that Connect gives out for a state. */
export function authenticationUrl(state) {
  const { cognito, redirectUri } = SETTING;
  const query = {
    client_id: 'client1',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: redirectUri,
    state,
  };
  return `${cognito}/oauth2/authorize?${new URLSearchParams(query)}`;
}
