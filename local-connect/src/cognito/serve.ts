import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, empty, json, oauthError } from './answer.js';
import { parseTarget, readRequest, type RequestProblem } from './cognito-request.js';
import { problemPage } from './error-page.js';
import type { Fault } from './fault.js';
import { type Route, routeOf } from './route.js';
import type { UserPool } from './user-pool.js';

/** One request, for the journal. */
export interface CognitoCall {
  /** Path of the endpoint without the first slash, such as `oauth2/token`; `unknown` for every other path. */
  readonly operation: string;
  readonly method: string;
  /** HTTP status; 0 when nothing was answered. */
  readonly status: number;
  /** What happened, such as `code-issued`, `wrong-password`, `invalid_grant`. */
  readonly outcome: string;
}

/** What the owner of the domain is told and asked. */
export interface CognitoHooks {
  readonly onCall: (call: CognitoCall) => void;
  readonly beforeCall: (operation: string) => Promise<Fault>;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const PROBLEM_STATUS: Readonly<Record<RequestProblem, number>> = {
  'target-malformed': 400,
  'query-too-long': 414,
  'body-too-long': 413,
  'encoding-malformed': 400,
  'duplicate-parameter': 400,
};

/** Serves one request: the fault asked for, or the endpoint's answer. Never rejects. */
export async function serve(
  pool: UserPool,
  { onCall, beforeCall }: CognitoHooks,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const route = routeOf(pool, parseTarget(message.url ?? '').path);
  const operation = route?.operation ?? 'unknown';
  const method = METHODS.includes(message.method ?? '') ? (message.method ?? '') : 'other';
  const report = (status: number, outcome: string) => {
    try {
      onCall({ operation, method, status, outcome });
    } catch {
      // A listener's mistake must not become the answer of the endpoint.
    }
  };
  try {
    const fault = method === 'OPTIONS' ? 'continue' : await beforeCall(operation);
    if (fault === 'hang') {
      report(0, 'fault-hang');
      return;
    }
    if (fault === 'drop-before') {
      report(0, 'fault-drop-before');
      message.socket.destroy();
      return;
    }
    const answer = typeof fault === 'object' ? faultAnswer(fault) : await answerOf(pool, route, message);
    if (fault === 'drop-after') {
      report(0, 'fault-drop-after');
      message.socket.destroy();
      return;
    }
    // Before the bytes leave, so that who has the answer finds the call in the journal.
    report(answer.status, answer.outcome);
    write(response, route, answer);
  } catch {
    // The connection ended within the body, or an endpoint is broken; either way there is nothing to be told.
    if (response.headersSent || message.socket.destroyed) {
      message.socket.destroy();
      return;
    }
    report(500, 'server_error');
    write(response, route, oauthError(500, 'server_error'));
  }
}

async function answerOf(pool: UserPool, route: Route | undefined, message: IncomingMessage): Promise<Answer> {
  if (!route) return problemPage(pool, 404, 'There is no such page.', 'not-found');
  const { audience, methods, crossOrigin } = route;
  const refuse = (status: number, explanation: string, outcome: string) =>
    audience === 'people'
      ? problemPage(pool, status, explanation, outcome)
      : { ...oauthError(status, 'invalid_request'), outcome };
  const allow = methods.join(', ');
  if (message.method === 'OPTIONS' && crossOrigin) {
    const headers = {
      'access-control-allow-methods': allow,
      'access-control-allow-headers': 'authorization, content-type',
    };
    return empty(204, 'preflight', headers);
  }
  if (!methods.includes(message.method ?? '')) {
    const answer = refuse(405, 'The page cannot be used in this way.', 'method-not-allowed');
    return { ...answer, headers: { ...answer.headers, allow } };
  }
  const read = await readRequest(message);
  if (read.ok) return route.answer(pool, read.request);
  return refuse(PROBLEM_STATUS[read.problem], 'The request is not valid.', read.problem);
}

function faultAnswer({ status, body }: Exclude<Fault, string>): Answer {
  return body === undefined ? empty(status, 'fault') : json(status, body, 'fault');
}

function write(response: ServerResponse, route: Route | undefined, answer: Answer): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': body.length,
    ...(route?.crossOrigin && { 'access-control-allow-origin': '*' }),
    // A body that was not read to its end would be taken for the next request.
    ...(answer.status === 413 && { connection: 'close' }),
  });
  response.end(body);
}
