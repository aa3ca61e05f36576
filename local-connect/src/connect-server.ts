import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from './aws-error.js';
import { wallNow } from './clock.js';
import { CONNECT_HANDLERS, type OperationResult } from './connect-service.js';
import type { ConnectState } from './connect-state.js';
import { allowOrigin, answerPreflight } from './cors.js';
import type { Fault, Faults } from './faults.js';
import { readBody, sendAwsError, sendJson } from './http-exchange.js';
import { parseJsonObject } from './json-request.js';
import { type FoundOperation, OPERATIONS, type OperationName, findOperation } from './operations.js';
import { PARTICIPANT_HANDLERS } from './participant-service.js';
import { type SigV4Expectation, verifySigV4 } from './sigv4.js';

/** What the server needs beside the state. */
export interface ConnectServerOptions {
  readonly state: ConnectState;
  readonly faults: Faults;
  /** Takes one call of an operation from its quota; `scope` is the instance where the quota is per instance. */
  readonly withinQuota: (operation: OperationName, scope: string) => boolean;
  readonly credentials: Omit<SigV4Expectation, 'now' | 'service'>;
}

const BEARER_MAX = 1000;

/** Serves Amazon Connect (SigV4) and its Participant Service (bearer tokens) over one HTTP server. Never rejects. */
export function connectServer(options: ConnectServerOptions) {
  const { state, faults } = options;
  const approved =
    state.fidelity.participantOrigins === 'any'
      ? undefined
      : state.instances.flatMap(({ approvedOrigins }) => approvedOrigins);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = ''] = (request.url ?? '').split('?');
    if (path.startsWith('/participant/')) {
      allowOrigin(request, response, approved);
      if (request.method === 'OPTIONS') {
        answerPreflight(request, response);
        return;
      }
    }
    const found = findOperation(request.method ?? '', path);
    if (found === undefined) {
      sendAwsError(response, new AwsError('UnknownOperationException', 'There is no such operation here.'));
      return;
    }
    const { name: operation } = found;
    const { service } = OPERATIONS[operation];
    const fault = faults.take(operation);
    let members: readonly string[] = [];
    const record = (outcome: string, status?: number, contactId = contactOf(state, request)) =>
      state.journal.add({
        ...{ service, operation, outcome, members },
        ...(status === undefined ? {} : { status }),
        ...(contactId === undefined ? {} : { contactId }),
      });
    try {
      if (fault && !afterEffect(fault)) {
        failInstead(fault, response, record);
        return;
      }
      const body = await readBody(request);
      const result = perform(options, found, request, body, (given) => (members = memberNames(given)));
      if (fault) {
        record('fault-drop-after', undefined, result.contactId);
        return void request.socket.destroy();
      }
      record('ok', 200, result.contactId);
      sendJson(response, 200, result.answer);
    } catch (error) {
      if (response.destroyed) {
        record('connection-lost');
        return;
      }
      const answer = error instanceof AwsError ? error : internalError(service);
      record(answer.name, answer.status, answer.contactId);
      sendAwsError(response, answer);
    }
  };
}

const afterEffect = (fault: Fault) => 'drop' in fault && fault.drop === 'after';

const internalError = (service: 'connect' | 'participant') =>
  new AwsError(
    service === 'connect' ? 'InternalServiceException' : 'InternalServerException',
    'local-connect failed on this request.',
  );

function failInstead(
  fault: Fault,
  response: ServerResponse,
  record: (outcome: string, status?: number) => void,
): void {
  if ('error' in fault) {
    const error = new AwsError(fault.error, 'This error was asked for.');
    record(error.name, error.status);
    sendAwsError(response, error);
  } else if ('status' in fault) {
    record('fault-status', fault.status);
    sendJson(response, fault.status, fault.body ?? {});
  } else if ('hang' in fault) {
    record('fault-hang');
  } else {
    record('fault-drop-before');
    response.socket?.destroy();
  }
}

function perform(
  { state, credentials, withinQuota }: ConnectServerOptions,
  { name: operation, pathMembers }: FoundOperation,
  request: IncomingMessage,
  body: Buffer,
  onMembers: (members: Readonly<Record<string, unknown>>) => void,
): OperationResult {
  const { method = '', url: target = '', rawHeaders } = request;
  if (isConnect(operation)) {
    verifySigV4({ method, target, rawHeaders, body }, { ...credentials, service: 'connect', now: wallNow() });
    if (!withinQuota(operation, 'account')) throw new AwsError('ThrottlingException', 'Rate exceeded.');
    const members = { ...parseJsonObject(body), ...pathMembers };
    onMembers(members);
    return CONNECT_HANDLERS[operation](state, members);
  }
  const token = bearerToken(rawHeaders);
  const bearer =
    operation === 'CreateParticipantConnection'
      ? state.contacts.byParticipantToken(token)
      : state.contacts.byConnectionToken(token);
  if (!bearer) throw new AwsError('AccessDeniedException', 'The token is not valid for this operation.');
  if (!withinQuota(operation, bearer.contact.options.instanceId)) {
    throw new AwsError('ThrottlingException', 'Rate exceeded.');
  }
  const members = { ...parseJsonObject(body), ...pathMembers };
  onMembers(members);
  return PARTICIPANT_HANDLERS[operation](state, bearer, members);
}

/** Names that an AWS request could have; whatever else somebody sends does not get into the journal. */
const memberNames = (members: Readonly<Record<string, unknown>>) =>
  Object.keys(members)
    .filter((name) => /^[A-Z][A-Za-z]{1,40}$/u.test(name))
    .sort()
    .slice(0, 30);

const isConnect = (operation: OperationName): operation is keyof typeof CONNECT_HANDLERS =>
  operation in CONNECT_HANDLERS;

/** The token of `X-Amz-Bearer`, which must occur once. */
function bearerToken(rawHeaders: readonly string[]): string {
  const tokens = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'x-amz-bearer',
  );
  const [token = ''] = tokens;
  if (tokens.length > 1) throw new AwsError('ValidationException', 'X-Amz-Bearer occurs more than once.');
  if (token === '') throw new AwsError('AccessDeniedException', 'X-Amz-Bearer is missing.');
  if (token.length > BEARER_MAX)
    throw new AwsError('ValidationException', 'X-Amz-Bearer is longer than 1000 characters.');
  return token;
}

/** Whom a refused call was about, where its token tells. */
function contactOf({ contacts }: ConnectState, { headers }: IncomingMessage): string | undefined {
  const token = headers['x-amz-bearer'];
  if (typeof token !== 'string') return undefined;
  return (contacts.byConnectionToken(token) ?? contacts.byParticipantToken(token))?.contact.id;
}
