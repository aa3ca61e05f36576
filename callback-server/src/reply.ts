/** The server's answer before a shell writes it: a Response without its streams, which every shell would undo. */
export interface Reply {
  readonly status: number;
  /** Values by name in lower case; no `set-cookie`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Values of `set-cookie`. */
  readonly cookies?: readonly string[];
  /** Text; undefined where there is none. */
  readonly body?: string;
}

/** The answer as a web-standard Response. */
export function responseOf({ status, headers, cookies = [], body }: Reply): Response {
  const all = new Headers(headers);
  for (const cookie of cookies) all.append('set-cookie', cookie);
  return new Response(body ?? null, { status, headers: all });
}
