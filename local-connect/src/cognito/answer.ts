/** What an endpoint answers, before it is written to a socket. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  /** What happened, in one word for the journal; never holds a value of the request. */
  readonly outcome: string;
}

/** A JSON answer; never cached. */
export function json(
  status: number,
  body: unknown,
  outcome: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: {
      'content-type': 'application/json;charset=UTF-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body: JSON.stringify(body),
    outcome,
  };
}

/** An OAuth error as JSON (RFC 6749 section 5.2); the description is a fixed text, never a value of the request. */
export function oauthError(status: number, error: string, description?: string): Answer {
  return json(status, { error, ...(description !== undefined && { error_description: description }) }, error);
}

/** A 302. The location must be ASCII and is the caller's to check. */
export function redirect(location: string, outcome: string, setCookie: readonly string[] = []): Answer {
  return {
    status: 302,
    headers: {
      location,
      'cache-control': 'no-store',
      ...(setCookie.length > 0 && { 'set-cookie': setCookie }),
    },
    body: '',
    outcome,
  };
}

/** An answer without a body. */
export function empty(
  status: number,
  outcome: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { 'cache-control': 'no-store', ...headers }, body: '', outcome };
}
