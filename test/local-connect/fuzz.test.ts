/** `FUZZ_RUNS=20000 npx vitest run test/local-connect/fuzz.test.ts` for the long run. */
import { request as httpRequest } from 'node:http';
import { connect as connectSocket } from 'node:net';
import fc from 'fast-check';
import { type LocalConnect, startLocalConnect } from 'local-connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS, isOperationName } from '../../local-connect/src/operations.js';
import { ChatCustomer, REDIRECT_URI } from './chat-customer.js';
import { VALID_REQUESTS } from './valid-requests.js';
import { callOperation } from './wire.js';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 200);
const CONTROL_TOKEN = 'control-token-of-this-test';
const operations = Object.keys(OPERATIONS).filter(isOperationName);

let local: LocalConnect;
let customer: ChatCustomer;
beforeAll(async () => {
  local = await startLocalConnect({
    callbackUrls: [REDIRECT_URI],
    controlToken: CONTROL_TOKEN,
    throttles: { UpdateParticipantAuthentication: null },
  });
});
afterEach(() => {
  customer.leave();
  local.reset();
});
afterAll(() => local.close());

interface Answer {
  readonly status: number;
  readonly error: unknown;
}

/** A request of exactly these bytes; `undefined` when Node's own client refuses to make it. */
const send = (method: string, path: string, headers: Record<string, string>, body: string) =>
  new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(local.connectEndpoint);
    const sent = httpRequest({ hostname, port, method, path, headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode!, error: response.headers['x-amzn-errortype'] }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** The text of something that is nearly a request: of JSON with one value changed, cut, or with bytes swapped. */
const mutated = (text: string) =>
  fc.oneof(
    fc.json().map((json) => json),
    fc
      .tuple(fc.nat(text.length), fc.nat(8), fc.string({ unit: 'binary', maxLength: 8 }))
      .map(([at, length, inserted]) => `${text.slice(0, at)}${inserted}${text.slice(at + length)}`),
    fc
      .tuple(fc.constantFrom(...Object.keys(JSON.parse(text) as object), '__proto__', 'x'), fc.jsonValue())
      .map(([member, value]) => JSON.stringify({ ...(JSON.parse(text) as object), [member]: value })),
  );

describe('malformed requests', () => {
  it.each(operations)('of %s are answered, never with a failure of the server', async (name) => {
    customer = await ChatCustomer.inBlock(local);
    const request = await VALID_REQUESTS[name](local, customer);
    const text = JSON.stringify(request);
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(mutated(text), async (body) => {
        const { status, error } = await callOperation(local, name, request, (wire) => {
          wire.body = Buffer.from(body);
          wire.headers['content-length'] = String(Buffer.byteLength(body));
        });
        expect(status).toBeLessThan(500);
        // The error is one that the SDK knows how to report.
        if (status !== 200) expect(error?.name).toMatch(/Exception$/u);
        answered += 1;
      }),
      { numRuns: Math.ceil(RUNS / 10) },
    );
    expect(answered).toBeGreaterThanOrEqual(RUNS / 10);
  });

  it('with any path, header and body are answered', async () => {
    customer = await ChatCustomer.join(local);
    const path = fc.oneof(
      fc.constantFrom('/participant/', '/attachments/', '/contacts/', '/__local/', '/contact/', '/websocket'),
      fc.constantFrom(...operations.map((name) => OPERATIONS[name].path.replace('{ViewToken}', '%00'))),
    );
    const tail = fc.string({ maxLength: 30 }).map((text) => encodeURI(text));
    const header = fc.string({ maxLength: 40 }).map((text) => text.replace(/[^\x20-\x7e]/gu, ''));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS', 'DELETE', 'PATCH'),
        path,
        tail,
        fc.dictionary(
          fc.constantFrom('authorization', 'x-amz-date', 'x-amz-bearer', 'origin', 'content-type'),
          fc.oneof(header, fc.constant(`Bearer ${CONTROL_TOKEN}`), fc.constant(customer.connectionToken)),
        ),
        fc.oneof(fc.json(), fc.string({ maxLength: 200 })),
        async (method, start, end, headers, body) => {
          const { status } = await send(method, `${start}${end}`, headers, body);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: RUNS },
    );
    await customer.write('still here');
    expect(local.sockets.openSockets(customer.contactId)).toBe(1);
  });

  it('that are no HTTP at all leave the server running', async () => {
    customer = await ChatCustomer.join(local);
    const { port } = new URL(local.connectEndpoint);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await new Promise<void>((resolve) => {
          const socket = connectSocket(Number(port), '127.0.0.1', () => socket.end(bytes));
          socket.resume();
          socket.on('error', () => undefined);
          socket.on('close', () => resolve());
        });
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
    await customer.write('still here');
    expect(local.sockets.openSockets(customer.contactId)).toBe(1);
  });

  it('of the control interface are refused with a reason', async () => {
    customer = await ChatCustomer.join(local);
    const { contactId } = customer;
    const names = [
      'fault',
      'hold',
      'delay',
      'expire',
      'advance',
      'agent-join',
      'agent-say',
      'journal',
      'until',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        mutated(JSON.stringify({ contactId, duration: '1s', seconds: 0.01, status: 'Success' })),
        async (name, body) => {
          const { status } = await send(
            'POST',
            `/__local/${name}`,
            { authorization: `Bearer ${CONTROL_TOKEN}` },
            body,
          );
          expect([200, 400, 409, 413]).toContain(status);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('malformed frames', () => {
  it('leave the websocket open, and the chat goes on', async () => {
    customer = await ChatCustomer.join(local);
    const frame = JSON.stringify({ topic: 'aws/subscribe', content: { topics: ['aws/chat'] } });
    fc.assert(
      fc.property(fc.oneof(mutated(frame), fc.uint8Array({ maxLength: 100 })), (data) => {
        customer.chat.socket.send(data);
      }),
      { numRuns: RUNS },
    );
    await customer.write(local.say);
    await customer.chat.event('authentication.initiated');
    expect(local.sockets.openSockets(customer.contactId)).toBe(1);
  });
});
