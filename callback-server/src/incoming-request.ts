/**
 * What the server reads of a request. Every web-standard Request is one; Node's http requests are turned into it directly,
 * because a Request made of them would cost more than all the rest of a refusal.
 */
export interface IncomingRequest {
  readonly method: string;
  /** Absolute URL in the normal form of the URL standard. */
  readonly url: string;
  readonly headers: IncomingHeaders;
  readonly body: Request['body'];
  /** Ends when the browser has gone. */
  readonly signal: AbortSignal;
}

/** The part of Headers that is read. */
export interface IncomingHeaders {
  /** All values of a header, joined by commas, or null; names in lower case. */
  get(name: string): string | null;
  keys(): Iterable<string>;
}
