import { parseAuthorizationResponse } from 'connect-sign-in-shared/authorization-response.js';
import type { Answer } from './answer.js';
import type { CallbackDependencies } from './callback.js';
import type { EndpointContext, Visit } from './endpoint.js';
import { type CallbackErrorCode, STATUS_OF_ERROR } from './errors.js';
import { safetyHeaders } from './page-headers.js';
import type { Reply } from './reply.js';
import { readBody } from './request-body.js';
import { flowOf, hashOfState } from './state-hash.js';

const BODY_BYTES_MAX = 16_384;
const FIELDS = {
  code: 'code',
  state: 'state',
  error: 'error',
  errorDescription: 'error_description',
} as const;

/**
 * `POST` from a widget that receives the redirect itself and compares `state` in its own page, as AWS Touchpoint does:
 * `{code, state, instanceId, error, errorDescription}` as JSON. The instance id of the body is ignored, the configured
 * one counts. There is no binding here: CORS keeps pages of other origins out, but not a person with a command line, so
 * the check of `state` in the browser is all there is. Off by default for that reason.
 */
export async function neighbour(
  { instance }: EndpointContext,
  visit: Visit,
  { once, forward }: CallbackDependencies,
): Promise<Answer> {
  const { request, requestId } = visit;
  const origin = request.headers.get('origin') ?? '';
  const allowed = instance.allowedOrigins.includes(origin);
  const safety = safetyHeaders(instance.redirectUri.startsWith('https:'));
  delete safety['cross-origin-opener-policy'];
  const reply = (status: number, body?: object, more: Readonly<Record<string, string>> = {}): Reply => ({
    status,
    headers: {
      ...safety,
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Origin',
      ...more,
      ...(allowed ? { 'access-control-allow-origin': origin } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const refuse = (status: number, reason: string, more?: Record<string, string>): Answer => ({
    reply: reply(status, { error: reason, requestId }, more),
    outcome: 'refused',
    reason,
  });

  if (!allowed) return refuse(403, origin === '' ? 'origin-missing' : 'origin-not-allowed');
  if (request.method === 'OPTIONS') {
    const preflight = {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '600',
    };
    return { reply: reply(204, undefined, preflight), outcome: 'shown', reason: 'preflight' };
  }
  if (request.method !== 'POST') return refuse(405, 'method', { allow: 'POST, OPTIONS' });
  if (!/^application\/json\s*(;|$)/iu.test(request.headers.get('content-type') ?? '')) {
    return refuse(415, 'content-type');
  }
  const body = await readBody(request, BODY_BYTES_MAX);
  if (!body.ok) return refuse(body.problem === 'too-long' ? 413 : 400, `body-${body.problem}`);
  const query = queryOf(body.text);
  if (query === undefined) return refuse(400, 'body-malformed');
  const parsed = parseAuthorizationResponse(query);
  if (!parsed.ok) return refuse(400, parsed.problem);

  const { response } = parsed;
  const key = hashOfState(response.state);
  const { forwarded } = await once.run(key, response, request, (visitors) => forward(response, visitors));
  const flow = flowOf(response.state);
  if (forwarded.result === 'accepted') {
    const outcome = 'code' in response ? 'accepted' : 'declined';
    return { reply: reply(200, { outcome, requestId }), outcome, flow };
  }
  const error: CallbackErrorCode = forwarded.mayBeAccepted ? 'ERR_CONNECT_CONFLICT' : forwarded.result;
  const { retryAfterMs } = forwarded;
  const retry: Record<string, string> =
    retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
  return {
    reply: reply(STATUS_OF_ERROR[error], { error, requestId }, retry),
    outcome: retryAfterMs === undefined ? 'rejected' : 'waiting',
    error,
    flow,
    ...(forwarded.reason === undefined ? {} : { reason: forwarded.reason }),
  };
}

/** The JSON object as the query string that the one parser of authorization responses takes. */
function queryOf(text: string): string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const query = new URLSearchParams();
  for (const [field, parameter] of Object.entries(FIELDS)) {
    const value = (body as Record<string, unknown>)[field];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') return undefined;
    query.set(parameter, value);
  }
  return query.toString();
}
