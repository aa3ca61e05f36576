import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectClient, StartChatContactCommand } from '@aws-sdk/client-connect';
import express from 'express';
import { manualClock, startLocalConnect, type LocalConnect } from 'local-connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { controlPanel, isSameOrigin } from '../../demo/src/control-panel.js';
import { createTimeline, type Timeline, type TimelineEntry } from '../../demo/src/timeline.js';

const SITE = 'http://localhost:4700';
const OWN = { origin: SITE, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
let local: LocalConnect;
let timeline: Timeline;
let server: Server;
let base: string;
let restarts = 0;

beforeAll(async () => {
  local = await startLocalConnect({ clock: manualClock() });
  timeline = createTimeline(local.journal, () => local.clock.now());
  const restartCallback = () => {
    restarts += 1;
    return Promise.resolve();
  };
  const app = express().use(controlPanel({ site: SITE, local, timeline, restartCallback }));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  local.faults.clear();
  local.deliveries.clear();
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  timeline.close();
  await local.close();
});

async function startChat(): Promise<string> {
  const { accessKeyId, secretAccessKey } = local.credentials;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new ConnectClient({ region: local.region, endpoint: local.connectEndpoint, credentials });
  const { ContactId } = await client.send(
    new StartChatContactCommand({
      InstanceId: local.instanceId,
      ContactFlowId: local.contactFlowId,
      ParticipantDetails: { DisplayName: 'Guest' },
    }),
  );
  client.destroy();
  return ContactId!;
}

const press = (body: unknown, headers: Record<string, string> = OWN) =>
  fetch(`${base}/api/controls`, { method: 'POST', headers, body: JSON.stringify(body) });

describe('who may use the control panel', () => {
  it.each<[string | undefined, string | undefined, boolean]>([
    [SITE, 'same-origin', true],
    [undefined, 'same-origin', true],
    [SITE, undefined, true],
    [undefined, undefined, false],
    ['null', undefined, false],
    ['https://evil.example', undefined, false],
    ['https://evil.example', 'cross-site', false],
    ['https://evil.example', 'same-origin', false],
    ['http://localhost:4701', 'same-site', false],
    [undefined, 'same-site', false],
    [undefined, 'none', false],
  ])('origin %s with Sec-Fetch-Site %s: %s', (origin, fetchSite, allowed) => {
    expect(isSameOrigin(SITE, origin, fetchSite)).toBe(allowed);
  });

  it('refuses other pages on both endpoints, and does nothing', async () => {
    const foreign = { ...OWN, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await press({ command: 'throttle', count: 1 }, foreign)).status).toBe(403);
    const journal = await fetch(`${base}/api/journal?contactId=x`, { headers: { 'sec-fetch-site': 'none' } });
    expect(journal.status).toBe(403);
    expect(local.unused()).toEqual([]);
  });
});

describe('the buttons', () => {
  it.each<[unknown]>([
    [{ command: 'reset' }],
    [{ command: 'toString' }],
    [{ command: 'throttle', count: 0 }],
    [{ command: 'throttle', count: 21 }],
    [{ command: 'throttle', count: '2' }],
    [{ command: 'expire', contactId: 7 }],
    [{ command: 'agent-say', contactId: 'c', text: '' }],
    [{ command: 'agent-say', contactId: 'c', text: 'x'.repeat(201) }],
    [{ command: 'expire', contactId: 'x'.repeat(65) }],
    [[]],
  ])('refuses %o', async (body) => {
    const answer = await press(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ message: 'This is no command of the control panel.' });
  });

  it.each<[unknown, readonly string[]]>([
    [
      { command: 'throttle', count: 3 },
      ['3 × UpdateParticipantAuthentication: {"error":"ThrottlingException"}'],
    ],
    [{ command: 'conflict' }, ['1 × UpdateParticipantAuthentication: {"error":"ConflictException"}']],
    [
      { command: 'hold-succeeded', contactId: 'c' },
      ['hold {"contentType":"authentication.succeeded","contactId":"c"}'],
    ],
  ])('%o changes what happens next', async (body, unused) => {
    const answer = await press(body);
    expect(answer.status).toBe(200);
    expect(local.unused()).toEqual(unused);
  });

  it('restarts the callback server', async () => {
    expect((await press({ command: 'restart-callback' })).status).toBe(200);
    expect(restarts).toBe(1);
  });

  it.each(['time-out', 'decline'])('says why it cannot: %s', async (command) => {
    const contactId = await startChat();
    const answer = await press({ command, contactId });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toEqual({ message: expect.stringContaining('connected') as string });
  });

  it('says that there is no such contact', async () => {
    expect((await press({ command: 'expire', contactId: 'nobody' })).status).toBe(409);
  });

  it('releases what was kept back', async () => {
    const answer = await press({ command: 'release' });
    expect(await answer.json()).toEqual({ message: 'Nothing was kept back.' });
  });
});

describe('the timeline', () => {
  it('tells a contact its own steps and those that name none, once they belong to it', () => {
    timeline.addCallbackLog('{"endpoint":"start","outcome":"bound","status":200}');
    local.journal.add({ service: 'connect', operation: 'StartChatContact', contactId: 'a', outcome: 'ok' });
    local.journal.add({ service: 'connect', operation: 'StartChatContact', contactId: 'b', outcome: 'ok' });
    local.journal.add({ service: 'cognito', operation: 'login', outcome: 'ok', status: 200 });
    const heard: TimelineEntry[] = [];
    const stop = timeline.follow('b', 0, (entry) => heard.push(entry));
    local.journal.add({ service: 'flow', operation: 'initiated', contactId: 'b', outcome: 'ok' });
    local.journal.add({ service: 'flow', operation: 'initiated', contactId: 'b', outcome: 'ok' });
    local.journal.add({ service: 'flow', operation: 'urlIssued', contactId: 'b', outcome: 'ok' });
    stop();
    local.journal.add({ service: 'flow', operation: 'Success', contactId: 'b', outcome: 'ok' });
    expect(heard.map(({ step, status }) => [step?.name, status])).toEqual([
      ['StartChatContact', undefined],
      ['login', undefined],
      ['initiated', 'initiated'],
      [undefined, 'urlIssued'],
    ]);
    const again: TimelineEntry[] = [];
    timeline.follow('b', heard[1]!.sequence, (entry) => again.push(entry))();
    expect(again.map(({ status }) => status)).toEqual(['initiated', 'urlIssued', 'Success']);
  });

  it('streams it as server-sent events, from where the browser was', async () => {
    const contactId = await startChat();
    const stopped = new AbortController();
    const response = await fetch(`${base}/api/journal?contactId=${contactId}`, {
      headers: { 'sec-fetch-site': 'same-origin' },
      signal: stopped.signal,
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/u);
    const { value } = await response.body!.getReader().read();
    const [id = '', data = ''] = new TextDecoder().decode(value).split('\n');
    expect(id).toMatch(/^id: \d+$/u);
    expect(JSON.parse(data.replace('data: ', ''))).toMatchObject({
      contactId,
      step: { from: 'shop', to: 'connect', name: 'StartChatContact' },
    });
    stopped.abort();
  });

  it('wants to know whose', async () => {
    const response = await fetch(`${base}/api/journal`, { headers: { 'sec-fetch-site': 'same-origin' } });
    expect(response.status).toBe(400);
  });
});
