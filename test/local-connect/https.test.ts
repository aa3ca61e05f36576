import { request } from 'node:https';
import { SignatureV4 } from '@smithy/signature-v4';
import { generate } from 'selfsigned';
import { type LocalConnect, manualClock, startLocalConnect } from 'local-connect';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NodeSha256 } from './node-sha256.js';

const CONNECT = 'https://chat.example.com:8443';
const COGNITO = 'https://login.example.com';
const REDIRECT_URI = 'https://auth.example.com/callback';

let local: LocalConnect;
let certificate: string;
beforeAll(async () => {
  const pem = await generate([{ name: 'commonName', value: 'chat.example.com' }], {
    keySize: 2048,
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'chat.example.com' },
          { type: 2, value: 'login.example.com' },
        ],
      },
    ],
  });
  certificate = pem.cert;
  local = await startLocalConnect({
    clock: manualClock(),
    https: { key: pem.private, cert: pem.cert },
    publicUrls: { connect: CONNECT, cognito: COGNITO },
    callbackUrls: [REDIRECT_URI],
  });
});
afterAll(() => local.close());

/** Asks a server on loopback by its public name, as a browser with such a host entry would. */
function ask(
  port: number,
  url: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: string }> {
  const { host, hostname, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        servername: hostname,
        ca: certificate,
        method,
        path: pathname + search,
        headers: { host, ...headers },
        agent: false,
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode!, headers: response.headers, body: text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const participant = async (operation: string, bearer: string, body: object) => {
  const answer = await ask(local.ports.connect, `${CONNECT}/participant/${operation}`, {
    method: 'POST',
    headers: { 'x-amz-bearer': bearer, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return JSON.parse(answer.body) as Record<string, never>;
};

it('runs the whole loop over TLS under public names', async () => {
  expect(local).toMatchObject({ connectEndpoint: CONNECT, cognitoEndpoint: COGNITO });
  const started = await sign('PUT', '/contact/chat', {
    InstanceId: local.instanceId,
    ContactFlowId: local.contactFlowId,
    ParticipantDetails: { DisplayName: 'Guest' },
  });
  const { ContactId, ParticipantToken } = JSON.parse(started.body) as {
    ContactId: string;
    ParticipantToken: string;
  };
  const { Websocket, ConnectionCredentials } = (await participant('connection', ParticipantToken, {
    Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
  })) as unknown as { Websocket: { Url: string }; ConnectionCredentials: { ConnectionToken: string } };
  expect(Websocket.Url).toMatch(/^wss:\/\/chat\.example\.com:8443\/websocket\?/u);
  const token = ConnectionCredentials.ConnectionToken;
  await participant('message', token, { ContentType: 'text/plain', Content: local.say });
  const { Transcript } = (await participant('transcript', token, { MaxResults: 100 })) as unknown as {
    Transcript: { ContentType: string; Content: string }[];
  };
  const initiated = Transcript.find(({ ContentType }) => ContentType.endsWith('authentication.initiated'))!;
  const { SessionId } = JSON.parse(initiated.Content) as { SessionId: string };
  const { AuthenticationUrl } = (await participant('authentication-url', token, {
    SessionId,
    RedirectUri: REDIRECT_URI,
  })) as unknown as {
    AuthenticationUrl: string;
  };
  expect(AuthenticationUrl).toMatch(/^https:\/\/login\.example\.com\/oauth2\/authorize\?/u);

  const { state, code } = await signIn(AuthenticationUrl);
  const updated = await sign('POST', '/contact/update-participant-authentication', {
    InstanceId: local.instanceId,
    State: state,
    Code: code,
  });
  expect(updated.status).toBe(200);
  await local.until(ContactId, 'Success');
});

/** Signs in on the pages of the public Cognito domain. */
async function signIn(authenticationUrl: string): Promise<{ state: string; code: string }> {
  const login = await ask(local.ports.cognito, authenticationUrl);
  expect(login.status).toBe(302);
  const page = await ask(local.ports.cognito, String(login.headers['location']));
  const cookie = [page.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ');
  const { username, password } = local.customers[0]!;
  const csrf = /name="_csrf"\s+value="([^"]*)"/u.exec(page.body)?.[1] ?? '';
  const done = await ask(local.ports.cognito, String(login.headers['location']), {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ username, password, _csrf: csrf }).toString(),
  });
  const { searchParams } = new URL(String(done.headers['location']));
  return { state: searchParams.get('state')!, code: searchParams.get('code')! };
}

/** Signs a request for the public host, which the SDK could not reach by name here. */
async function sign(method: 'PUT' | 'POST', path: string, members: object) {
  const body = JSON.stringify(members);
  const { hostname, host } = new URL(CONNECT);
  const signed = await new SignatureV4({
    region: local.region,
    service: 'connect',
    sha256: NodeSha256,
    credentials: local.credentials as { accessKeyId: string; secretAccessKey: string },
    applyChecksum: false,
  }).sign({
    method,
    protocol: 'https:',
    hostname,
    path,
    headers: { host, 'content-type': 'application/json' },
    body,
  });
  return ask(local.ports.connect, `${CONNECT}${path}`, { method, headers: signed.headers, body });
}
