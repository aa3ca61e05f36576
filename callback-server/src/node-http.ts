import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { headerLines } from './header-lines.js';
import type { IncomingRequest } from './incoming-request.js';
import type { Reply } from './reply.js';

/** Longest path and query that is looked at, in characters; Node itself refuses header blocks over 16 KiB. */
const TARGET_MAX = 16_384;

/** What a web-standard Request cannot carry; no shell takes it. */
const FOREIGN_METHODS: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** A request of Node's http module, perhaps with a body that another middleware has read already. */
export type NodeRequest = IncomingMessage & { readonly originalUrl?: string; readonly body?: unknown };

/**
 * Reads a request of Node's http module. Its host is a fixed one, because nothing may depend on what the client says about
 * that.
 *
 * @param outgoing - its end before the answer is complete means that the browser has gone, and ends the request's signal
 * @returns undefined where the target is not a path, or for methods such as TRACE
 */
export function incomingRequest(
  incoming: NodeRequest,
  outgoing: ServerResponse,
): IncomingRequest | undefined {
  const target = incoming.originalUrl ?? incoming.url ?? '';
  const method = incoming.method ?? 'GET';
  if (!target.startsWith('/') || target.length > TARGET_MAX || FOREIGN_METHODS.has(method)) return undefined;
  const { href: url } = new URL(`http://callback.invalid${target}`);
  let gone: AbortSignal | undefined;
  const text = method === 'GET' || method === 'HEAD' ? undefined : readAlready(incoming);
  return {
    method,
    url,
    headers: headerLines(
      incoming.rawHeaders,
      // Somebody before us has parsed the form; what is left is our own encoding of it.
      text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) },
    ),
    // Streams and signals cost as much as all the rest of a request, so they are made for those who ask.
    get body() {
      if (method === 'GET' || method === 'HEAD') return null;
      return text === undefined ? (Readable.toWeb(incoming) as Request['body']) : new Response(text).body;
    },
    get signal() {
      return (gone ??= signalOf(outgoing));
    },
  };
}

function signalOf(outgoing: ServerResponse): AbortSignal {
  const made = new AbortController();
  if (outgoing.closed) made.abort();
  else outgoing.once('close', () => outgoing.writableFinished || made.abort());
  return made.signal;
}

/** The body where another middleware has read it. */
function readAlready(incoming: NodeRequest): string | undefined {
  const { body } = incoming;
  if (body === undefined || body === null || !(incoming.readableEnded || incoming.complete)) return undefined;
  if (typeof body === 'string') return body;
  if (Buffer.isBuffer(body)) return body.toString('utf8');
  return encodeForm(body);
}

/** Writes a parsed form as one again; what is not a single text becomes a duplicate, which is refused later. */
function encodeForm(body: unknown): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(Object(body) as Record<string, unknown>)) {
    for (const text of typeof value === 'string' ? [value] : ['', '']) form.append(name, text);
  }
  return form.toString();
}

/**
 * Writes a reply to Node's http module, over whatever headers the host has set before and beside its cookies. All headers
 * go in at once: Node writes them down as they are while none was set one by one, which costs half.
 */
export function send({ status, headers, cookies = [], body = '' }: Reply, outgoing: ServerResponse): void {
  outgoing.removeHeader('x-powered-by');
  const hasNoBody = status === 204 || status === 304;
  const length = hasNoBody ? {} : { 'content-length': Buffer.byteLength(body) };
  const setCookie = cookies.length === 0 ? {} : { 'set-cookie': [...cookiesOfHost(outgoing), ...cookies] };
  outgoing.writeHead(status, { ...headers, ...length, ...setCookie });
  outgoing.end(hasNoBody || outgoing.req.method === 'HEAD' ? undefined : body);
}

const cookiesOfHost = (outgoing: ServerResponse) =>
  [outgoing.getHeader('set-cookie') ?? []].flat().map(String);
