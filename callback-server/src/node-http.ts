import { type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { textOf } from './text-response.js';

/** Longest path and query that becomes a Request, in characters; Node itself refuses header blocks over 16 KiB. */
const TARGET_MAX = 16_384;

/** A request of Node's http module, perhaps with a body that another middleware has read already. */
export type NodeRequest = IncomingMessage & { readonly originalUrl?: string; readonly body?: unknown };

/**
 * Turns a request of Node's http module into a web-standard one. Its host is a fixed one, because nothing may depend on
 * what the client says about that.
 *
 * @param outgoing - its end before the answer is complete means that the browser has gone, and ends the request's signal
 * @returns undefined where the target is not a path
 */
export function toWebRequest(incoming: NodeRequest, outgoing: ServerResponse): Request | undefined {
  const target = incoming.originalUrl ?? incoming.url ?? '';
  if (!target.startsWith('/') || target.length > TARGET_MAX) return undefined;
  const headers = new Headers();
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    append(headers, incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '');
  }
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(incoming);
  if (typeof body === 'string') {
    // Somebody before us has parsed the form; what is left is our own encoding of it.
    headers.set('content-length', String(Buffer.byteLength(body)));
  }
  try {
    const init = { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }) };
    const request = new Request(`http://callback.invalid${target}`, init as RequestInit);
    return Object.defineProperty(request, 'signal', { get: signalOf(outgoing) });
  } catch {
    // Methods such as TRACE that a Request cannot carry.
    return undefined;
  }
}

/** A signal costs as much as all the rest of a request, so it is made for those who ask. */
function signalOf(outgoing: ServerResponse): () => AbortSignal {
  let gone: AbortController | undefined;
  return () => {
    if (gone !== undefined) return gone.signal;
    const made = (gone = new AbortController());
    if (outgoing.closed) made.abort();
    else outgoing.once('close', () => outgoing.writableFinished || made.abort());
    return made.signal;
  };
}

function append(headers: Headers, name: string, value: string): void {
  try {
    headers.append(name, value);
  } catch {
    // A header that the web standard does not know is one that nobody here reads.
  }
}

function bodyOf(incoming: NodeRequest): ReadableStream | string | undefined {
  const { body } = incoming;
  if (body === undefined || body === null || !(incoming.readableEnded || incoming.complete)) {
    return Readable.toWeb(incoming) as ReadableStream;
  }
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

/** Writes a web-standard response to Node's http module. */
export async function sendWebResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = textOf(response) ?? Buffer.from(await response.arrayBuffer());
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.appendHeader('set-cookie', cookies);
  outgoing.removeHeader('x-powered-by');
  if (response.status !== 204 && response.status !== 304)
    outgoing.setHeader('content-length', Buffer.byteLength(body));
  outgoing.end(outgoing.req.method === 'HEAD' ? undefined : body);
}
