import { parseStartRequest, START_LIMIT } from 'connect-sign-in-shared/start-request.js';
import type { Answer } from './answer.js';
import { checkAuthenticationUrl, checkReturnAddress } from './authentication-url.js';
import { BINDING_LIFETIME_MS } from './browser-binding.js';
import type { EndpointContext, Visit } from './endpoint.js';
import { readBody } from './request-body.js';
import { flowOf } from './state-hash.js';

/**
 * `POST /start`: binds the browser to the `state` of the authentication URL it got, and sends it there.
 *
 * The answer is 200 with a meta refresh: a redirect would fall under the host page's `form-action`. Only a page of an
 * allowed origin can post here, which is what makes the binding mean anything.
 */
export async function start(
  { instance, binding, finished, pages }: EndpointContext,
  visit: Visit,
): Promise<Answer> {
  const { request, now, cookies } = visit;
  const refuse = (status: number, reason: string, page: 'startRefused' | 'invalid' = 'invalid'): Answer => ({
    reply: pages.show(page, { status, locale: visit.locale(), requestId: visit.requestId }),
    outcome: 'refused',
    reason,
    error: 'ERR_START_REQUEST_INVALID',
  });

  const origin = request.headers.get('origin');
  if (origin === null || !instance.allowedOrigins.includes(origin)) {
    const reason =
      origin === null ? 'origin-missing' : origin === 'null' ? 'origin-null' : 'origin-not-allowed';
    return refuse(403, reason, 'startRefused');
  }
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/iu.test(contentType)) return refuse(415, 'content-type');
  const body = await readBody(request, START_LIMIT.bodyBytesMax);
  if (!body.ok) return refuse(body.problem === 'too-long' ? 413 : 400, `body-${body.problem}`);
  const parsed = parseStartRequest(body.text);
  if (!parsed.ok) return refuse(parsed.problem === 'body-too-long' ? 413 : 400, parsed.problem);
  const { authenticationUrl, returnTo, lang } = parsed.request;
  const checked = checkAuthenticationUrl(authenticationUrl, instance);
  if (!checked.ok) return refuse(400, checked.problem);
  const returnAddress =
    returnTo === undefined ? undefined : checkReturnAddress(returnTo, instance.allowedOrigins);
  if (returnTo !== undefined && returnAddress === undefined) return refuse(400, 'return-to');

  const bound = await binding.issue(
    checked.state,
    {
      instance: instance.name,
      expiresAt: now + BINDING_LIFETIME_MS,
      ...(returnAddress === undefined ? {} : { returnTo: returnAddress }),
      ...(lang === undefined ? {} : { lang }),
    },
    cookies,
    now,
  );
  const reply = pages.show('opening', {
    status: 200,
    locale: visit.locale(lang),
    requestId: visit.requestId,
    link: checked.url,
    cookies: [...bound, ...finished.forget(checked.state, cookies)],
  });
  return { reply, outcome: 'bound', flow: flowOf(checked.state) };
}
