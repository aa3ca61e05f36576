import { Readable } from 'node:stream';
import * as connect from '@aws-sdk/client-connect';
import * as participant from '@aws-sdk/client-connectparticipant';
import type { LocalConnect, OperationName } from 'local-connect';
import { OPERATIONS } from '../../local-connect/src/operations.js';
import { connectClient, participantClient } from './chat-customer.js';

/** A request as it is about to be signed. */
export interface WireRequest {
  readonly headers: Record<string, string>;
  path: string;
  body: unknown;
}

/** What came back: the status and JSON of the wire, and what the SDK made of an error. */
export interface WireAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly error: (Error & { readonly $metadata: { readonly httpStatusCode?: number } }) | undefined;
}

interface Client {
  send(command: unknown): Promise<unknown>;
  destroy(): void;
  readonly middlewareStack: {
    add(middleware: (next: Next) => Next, options: { step: string; name: string; priority: string }): void;
  };
}
type Next = (args: { request: WireRequest }) => Promise<{ response: { statusCode: number; body: Readable } }>;

/** Calls an operation with the unmodified SDK; `change` may alter what it has made of the input before it is signed. */
export async function callOperation(
  local: LocalConnect,
  operation: OperationName,
  input: object,
  change: (request: WireRequest) => void = () => undefined,
): Promise<WireAnswer> {
  const isConnect = OPERATIONS[operation].service === 'connect';
  const client = (isConnect ? connectClient(local) : participantClient(local)) as unknown as Client;
  const commands = (isConnect ? connect : participant) as unknown as Record<
    string,
    new (input: object) => unknown
  >;
  const seen = { status: 0, text: '' };
  client.middlewareStack.add(
    (next) => (args) => {
      change(args.request);
      return next(args);
    },
    { step: 'build', name: 'change', priority: 'high' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const chunks: Buffer[] = [];
      for await (const chunk of result.response.body) chunks.push(chunk as Buffer);
      seen.status = result.response.statusCode;
      seen.text = Buffer.concat(chunks).toString();
      result.response.body = Readable.from([Buffer.from(seen.text)]);
      return result;
    },
    { step: 'deserialize', name: 'see', priority: 'low' },
  );
  let error: WireAnswer['error'];
  try {
    await client.send(new commands[`${operation}Command`]!(input));
  } catch (thrown) {
    error = thrown as NonNullable<WireAnswer['error']>;
  } finally {
    client.destroy();
  }
  return { status: seen.status, json: seen.text === '' ? undefined : JSON.parse(seen.text), error };
}

/** A change that alters the members of a JSON body. */
export function changeMembers(alter: (members: Record<string, unknown>) => Record<string, unknown>) {
  return (request: WireRequest): void => {
    const { body } = request;
    const text = typeof body === 'string' ? body : Buffer.from(body as Uint8Array).toString();
    const members = alter(JSON.parse(text) as Record<string, unknown>);
    request.body = JSON.stringify(members);
  };
}
