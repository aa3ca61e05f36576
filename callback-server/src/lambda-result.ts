import type { EventSource } from './lambda-event.js';

/** What a function gives back to API Gateway, a function URL or a load balancer. */
export interface HttpResult {
  readonly statusCode: number;
  readonly isBase64Encoded: false;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly cookies?: readonly string[];
}

/**
 * Writes a web-standard response in the form its event's source understands. All bodies of this server are text.
 *
 * Source: API Gateway Developer Guide, "Lambda proxy integration"; User Guide for Application Load Balancers, "Respond
 * to the load balancer".
 */
export async function resultOf(response: Response, source: EventSource): Promise<HttpResult> {
  const result = {
    statusCode: response.status,
    isBase64Encoded: false,
    body: await response.text(),
  } as const;
  const cookies = response.headers.getSetCookie();
  const headers: Record<string, string> = Object.fromEntries(
    [...response.headers].filter(([name]) => name !== 'set-cookie'),
  );
  switch (source) {
    case 'payload-2.0':
      return { ...result, headers, cookies };
    case 'payload-1.0':
    case 'alb-multi-value': {
      const multiple = Object.entries(headers).map(([name, value]) => [name, [value]] as const);
      return { ...result, multiValueHeaders: { ...Object.fromEntries(multiple), 'set-cookie': cookies } };
    }
    case 'alb-single-value': {
      const single = new Map(cookies.map((cookie, index) => [spelling(index), cookie]));
      return { ...result, headers: { ...headers, ...Object.fromEntries(single) } };
    }
  }
}

/**
 * A spelling of `set-cookie` of its own for each cookie: one record cannot hold a name twice, and a browser cannot split
 * several cookies in one value.
 */
function spelling(index: number): string {
  let bits = index;
  return 'set-cookie'.replace(/[a-z]/gu, (letter: string) => {
    const upper = bits % 2 === 1;
    bits = Math.floor(bits / 2);
    return upper ? letter.toUpperCase() : letter;
  });
}
