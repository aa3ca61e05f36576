import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ManualClock, manualClock } from '../../../local-connect/src/clock.js';
import {
  type Cognito,
  type CognitoOptions,
  createCognito,
} from '../../../local-connect/src/cognito/cognito.js';
import { generateSigningKeys } from '../../../local-connect/src/cognito/keys.js';
import type { CognitoCall } from '../../../local-connect/src/cognito/serve.js';
import { Browser } from './browser.js';

/** Nothing listens here; tests look at the address only. */
export const CALLBACK = 'https://auth.example.com/callback';
export const CLIENT_ID = 'shopclient';
export const LOGOUT = 'https://shop.example.com/bye';

const keys = generateSigningKeys();

/** A user pool behind a real server on a free port, with a clock that stands still. */
export interface StartedPool {
  readonly cognito: Cognito;
  readonly clock: ManualClock;
  readonly endpoint: string;
  readonly calls: readonly CognitoCall[];
  browser(): Browser;
  /** An address of `/oauth2/authorize`; a parameter given as undefined is left out. */
  authorizeUrl(parameters?: Readonly<Record<string, string | undefined>>): string;
  token(fields: Readonly<Record<string, string>>): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

export async function startPool(options: Partial<CognitoOptions> = {}): Promise<StartedPool> {
  const clock = manualClock();
  const calls: CognitoCall[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const complete: CognitoOptions = {
    endpoint,
    region: 'eu-west-2',
    userPoolId: 'eu-west-2_Local1234',
    clients: [{ clientId: CLIENT_ID, callbackUrls: [CALLBACK], logoutUrls: [LOGOUT] }],
    keys: await keys,
    clock,
    onCall: (call) => calls.push(call),
    ...options,
  };
  const cognito = await Promise.resolve(complete)
    .then(createCognito)
    .catch(async (error: unknown) => {
      await close();
      throw error;
    });
  server.on('request', (request, response) => void cognito.handle(request, response));
  return {
    ...{ cognito, clock, endpoint, calls },
    browser: () => new Browser(endpoint),
    authorizeUrl(parameters = {}) {
      const given: Readonly<Record<string, string | undefined>> = {
        response_type: 'code',
        client_id: CLIENT_ID,
        redirect_uri: CALLBACK,
        state: 's1',
        ...parameters,
      };
      const present = Object.entries(given).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      return `${endpoint}/oauth2/authorize?${new URLSearchParams(present).toString()}`;
    },
    async token(fields) {
      const response = await fetch(`${endpoint}/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams(fields),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    close,
  };
}

/** Signs in as a customer on the pool's own page and gives the address the browser is sent to. */
export async function signIn(
  pool: StartedPool,
  parameters: Readonly<Record<string, string | undefined>> = {},
  browser: Browser = pool.browser(),
): Promise<URL> {
  const page = await browser.open(pool.authorizeUrl(parameters));
  const { username = '', password = '' } = pool.cognito.customers[0] ?? {};
  return (await page.submit({ username, password })).address;
}
