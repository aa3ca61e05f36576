import type { IncomingMessage, ServerResponse } from 'node:http';

/** Request headers that chat clients send; `*` would not cover `Authorization` (Fetch standard). */
const ALLOWED_HEADERS = [
  'authorization',
  'content-type',
  'x-amz-bearer',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-user-agent',
  'amz-sdk-invocation-id',
  'amz-sdk-request',
].join(', ');

/**
 * Sets the CORS headers of the Participant Service on an answer.
 *
 * @param approved - origins that may call; `undefined` for any
 */
export function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  approved: readonly string[] | undefined,
): void {
  const { origin } = request.headers;
  response.setHeader('vary', 'Origin');
  if (origin === undefined || (approved && !approved.includes(origin))) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', 'x-amzn-errortype, x-amzn-requestid');
}

/** Answers a preflight request. */
export function answerPreflight(
  request: IncomingMessage,
  response: ServerResponse,
  methods = 'GET, POST, OPTIONS',
): void {
  response.setHeader('access-control-allow-methods', methods);
  response.setHeader('access-control-allow-headers', ALLOWED_HEADERS);
  response.setHeader('access-control-max-age', '600');
  // A page with a public name may reach loopback only when the answer says so (Private Network Access).
  if (request.headers['access-control-request-private-network'] === 'true') {
    response.setHeader('access-control-allow-private-network', 'true');
  }
  response.writeHead(204).end();
}
