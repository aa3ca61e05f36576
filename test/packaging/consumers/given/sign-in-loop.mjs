// A whole sign-in without a browser: what the widget, the customer and Cognito do, one request after the other.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { ConnectClient, StartChatContactCommand } from '@aws-sdk/client-connect';

const ORIGIN = 'http://127.0.0.1:5173';

/** What a callback server needs in order to work with a local-connect; the same names as in production. */
export function environmentFor(local, redirectUri) {
  return {
    AWS_ENDPOINT_URL_CONNECT: local.connectEndpoint,
    AWS_REGION: local.region,
    AWS_ACCESS_KEY_ID: local.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: local.credentials.secretAccessKey,
    CONNECT_INSTANCE_ID: local.instanceId,
    COGNITO_DOMAINS: local.cognitoEndpoint,
    REDIRECT_URI: redirectUri,
    ALLOWED_ORIGINS: ORIGIN,
    BINDING_KEYS: 'a-key-for-this-test-only-32-bytes-and-more',
  };
}

/** Options of the router and the handler from those variables. */
export function optionsFrom(environment) {
  return {
    instanceId: environment.CONNECT_INSTANCE_ID,
    region: environment.AWS_REGION,
    redirectUri: environment.REDIRECT_URI,
    allowedOrigins: [environment.ALLOWED_ORIGINS],
    cognitoDomains: [environment.COGNITO_DOMAINS],
    bindingKeys: [environment.BINDING_KEYS],
  };
}

const unescape = (text) => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');

/**
 * Cookies by host, as one browser keeps them. It never follows a redirect by itself, and it does not use `fetch`, which
 * would tell the server that nobody navigates.
 */
function browser() {
  const jars = new Map();
  return async (url, { method = 'GET', headers = {}, form } = {}) => {
    const { host } = new URL(url);
    const jar = jars.get(host) ?? new Map();
    jars.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const request = httpRequest(url, {
      method,
      agent: false,
      headers: {
        ...headers,
        ...(cookie === '' ? {} : { cookie }),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    }).end(form === undefined ? undefined : new URLSearchParams(form).toString());
    const [response] = await once(request, 'response');
    const chunks = [];
    for await (const chunk of response) chunks.push(chunk);
    for (const line of response.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/u.exec(line);
      if (/Max-Age=0(;|$)/iu.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const { statusCode: status, headers: answered } = response;
    return { status, location: answered.location, html: Buffer.concat(chunks).toString() };
  };
}

/** Starts a chat and lets its flow ask for a sign-in; resolves with the authentication URL. */
async function authenticationUrl(local, redirectUri) {
  const client = new ConnectClient({
    region: local.region,
    endpoint: local.connectEndpoint,
    credentials: local.credentials,
  });
  const { ContactId, ParticipantToken } = await client.send(
    new StartChatContactCommand({
      InstanceId: local.instanceId,
      ContactFlowId: local.contactFlowId,
      ParticipantDetails: { DisplayName: 'Guest' },
    }),
  );
  client.destroy();
  const call = async (path, token, body) => {
    const response = await fetch(`${local.connectEndpoint}/participant/${path}`, {
      method: 'POST',
      headers: { 'x-amz-bearer': token, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.equal(response.status, 200, `${path} answered ${response.status}`);
    return response.json();
  };
  const connection = await call('connection', ParticipantToken, {
    Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
    ConnectParticipant: true,
  });
  const token = connection.ConnectionCredentials.ConnectionToken;
  await call('message', token, { ContentType: 'text/plain', Content: local.say });
  await local.until(ContactId, 'initiated');
  const { Transcript } = await call('transcript', token, { MaxResults: 50 });
  const asked = Transcript.find(({ ContentType }) => ContentType.endsWith('authentication.initiated'));
  const { AuthenticationUrl } = await call('authentication-url', token, {
    SessionId: JSON.parse(asked.Content).SessionId,
    RedirectUri: redirectUri,
  });
  return { contactId: ContactId, url: AuthenticationUrl };
}

/** Signs in through a callback server that runs at the redirect URI; throws where a step is not as documented. */
export async function signInLoop(local, redirectUri) {
  local.registerCallbackUrl(redirectUri);
  const { contactId, url } = await authenticationUrl(local, redirectUri);
  const visit = browser();
  const bound = await visit(new URL('start', redirectUri), {
    method: 'POST',
    headers: { origin: ORIGIN },
    form: { authenticationUrl: url },
  });
  assert.equal(bound.status, 200, `/start answered ${bound.status}`);
  let next = unescape(/http-equiv="refresh" content="0;url=([^"]*)"/u.exec(bound.html)[1]);
  assert.equal(next, url);
  let page = await visit(next);
  while (page.status === 302) page = await visit((next = new URL(page.location, next)));
  const { username, password } = local.customers[0];
  const _csrf = /name="_csrf"\s+value="([^"]*)"/u.exec(page.html)[1];
  const action = new URL(unescape(/<form[^>]*action="([^"]*)"/u.exec(page.html)[1]), next);
  const signedIn = await visit(action, { method: 'POST', form: { _csrf, username, password } });
  const callback = signedIn.location;
  assert.ok(callback?.startsWith(`${redirectUri}?`), 'Cognito leads to the redirect URI');

  const stranger = await browser()(callback);
  assert.equal(stranger.status, 403, 'another browser is refused');
  const accepted = await visit(callback);
  assert.equal(accepted.status, 303, `the redirect URI answered ${accepted.status}`);
  await local.until(contactId, 'Success');
  const done = await visit(new URL(accepted.location, callback));
  assert.match(done.html, /You can close this window/u);
  const forwards = local.journal.entries({ operation: 'UpdateParticipantAuthentication', contactId });
  assert.deepEqual(
    forwards.map(({ outcome }) => outcome),
    ['ok'],
  );
}
