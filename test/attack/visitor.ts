import { request } from 'node:http';
import { connect } from 'node:net';
import { OPTIONS } from '../callback-server/fixtures/site.js';

/** An answer of the server as a client reads it from the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Header names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly setCookies: readonly string[];
  readonly location: string | undefined;
  readonly body: string;
}

/** What a request brings beside method and target; header values go out as latin1 bytes. */
export interface WireRequest {
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

/** A browser with a cookie jar, or whoever pretends to be one: it may send what no browser would. */
export class Visitor {
  readonly #base: URL;
  /** Cookies by name. */
  readonly jar = new Map<string, string>();

  constructor(base: string) {
    this.#base = new URL(base);
  }

  /** Sends one request on a connection of its own and keeps the cookies of the answer. */
  async send(method: string, target: string, given: WireRequest = {}): Promise<WireAnswer> {
    const headers = [...(given.headers ?? [])];
    const cookies = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookies !== '' && !headers.some(([name]) => name === 'cookie')) headers.push(['cookie', cookies]);
    if (given.body !== undefined) headers.push(['content-length', String(Buffer.byteLength(given.body))]);
    if (!headers.some(([name]) => name === 'host')) headers.unshift(['host', this.#base.host]);
    const answer = await exchange(this.#base, method, target, headers, given.body);
    for (const line of answer.setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      this.jar.delete(name);
      if (!/Max-Age=0(;|$)/u.test(line)) this.jar.set(name, value);
    }
    return answer;
  }

  /** Posts the widget's form from a page of the shop, unless told otherwise. */
  start(
    authenticationUrl: string,
    fields: Readonly<Record<string, string>> = {},
    headers: WireRequest['headers'] = [['origin', OPTIONS.allowedOrigins[0]]],
  ): Promise<WireAnswer> {
    const body = new URLSearchParams({ authenticationUrl, ...fields }).toString();
    return this.send('POST', '/start', {
      headers: [['content-type', 'application/x-www-form-urlencoded'], ...headers],
      body,
    });
  }

  /** Comes back from Cognito with these parameters. */
  callback(
    parameters: Readonly<Record<string, string>> | string,
    headers: WireRequest['headers'] = [],
  ): Promise<WireAnswer> {
    const query = typeof parameters === 'string' ? parameters : new URLSearchParams(parameters).toString();
    return this.send('GET', `/callback?${query}`, { headers });
  }

  /** Writes bytes to a connection and resolves with all that came back when the server has closed it. */
  bytes(text: string): Promise<string> {
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      const socket = connect(Number(this.#base.port), this.#base.hostname);
      socket.on('data', (chunk) => chunks.push(chunk));
      // A reset is an answer too.
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
      socket.end(text, 'latin1');
    });
  }
}

function exchange(
  base: URL,
  method: string,
  path: string,
  headers: readonly (readonly [string, string])[],
  body: string | undefined,
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: base.hostname,
      port: base.port,
      method,
      path,
      headers: headers.flat() as unknown as Record<string, string>,
      agent: false,
      setHost: false,
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          rawHeaders: response.rawHeaders,
          setCookies: response.headers['set-cookie'] ?? [],
          location: response.headers.location,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.end(body);
  });
}
