import type { AwsErrorName } from './aws-error.js';

/** One operation of Amazon Connect or of its Participant Service. */
export interface Operation {
  /** `connect` is signed with SigV4, `participant` carries a token in `X-Amz-Bearer`. */
  readonly service: 'connect' | 'participant';
  readonly method: 'GET' | 'POST' | 'PUT';
  /** A segment in braces is a member of the request. */
  readonly path: string;
  /** Errors of the operation's own page in the API reference. */
  readonly errors: readonly AwsErrorName[];
}

const PARTICIPANT_ERRORS = [
  'AccessDeniedException',
  'InternalServerException',
  'ThrottlingException',
  'ValidationException',
] as const satisfies readonly AwsErrorName[];

const participant = (path: string, ...furtherErrors: readonly AwsErrorName[]): Operation => ({
  service: 'participant',
  method: 'POST',
  path: `/participant/${path}`,
  errors: [...PARTICIPANT_ERRORS, ...furtherErrors],
});

/**
 * The operations that are implemented, by their AWS names.
 *
 * Sources: Amazon Connect API Reference; Amazon Connect Participant Service API Reference.
 */
export const OPERATIONS = {
  StartChatContact: {
    service: 'connect',
    method: 'PUT',
    path: '/contact/chat',
    errors: [
      'InternalServiceException',
      'InvalidParameterException',
      'InvalidRequestException',
      'LimitExceededException',
      'ResourceNotFoundException',
    ],
  },
  UpdateParticipantAuthentication: {
    service: 'connect',
    method: 'POST',
    path: '/contact/update-participant-authentication',
    errors: [
      'AccessDeniedException',
      'ConflictException',
      'InternalServiceException',
      'InvalidParameterException',
      'InvalidRequestException',
      'ThrottlingException',
    ],
  },
  DescribeContact: {
    service: 'connect',
    method: 'GET',
    path: '/contacts/{InstanceId}/{ContactId}',
    errors: [
      'InternalServiceException',
      'InvalidParameterException',
      'InvalidRequestException',
      'ResourceNotFoundException',
      'ThrottlingException',
    ],
  },
  StopContact: {
    service: 'connect',
    method: 'POST',
    path: '/contact/stop',
    errors: [
      'ContactNotFoundException',
      'InternalServiceException',
      'InvalidActiveRegionException',
      'InvalidParameterException',
      'InvalidRequestException',
      'ResourceNotFoundException',
    ],
  },
  CreateParticipantConnection: participant('connection'),
  SendMessage: participant('message'),
  SendEvent: participant('event', 'ConflictException'),
  GetTranscript: participant('transcript'),
  GetAuthenticationUrl: participant('authentication-url'),
  CancelParticipantAuthentication: participant('cancel-authentication'),
  DisconnectParticipant: participant('disconnect'),
  StartAttachmentUpload: participant('start-attachment-upload', 'ServiceQuotaExceededException'),
  CompleteAttachmentUpload: participant(
    'complete-attachment-upload',
    'ConflictException',
    'ServiceQuotaExceededException',
  ),
  GetAttachment: participant('attachment'),
  DescribeView: { ...participant('views/{ViewToken}', 'ResourceNotFoundException'), method: 'GET' },
} as const satisfies Record<string, Operation>;

/** Name of an implemented operation. */
export type OperationName = keyof typeof OPERATIONS;

/** Errors that any operation may answer (AWS "Common Error Types"). */
export const COMMON_ERRORS: readonly AwsErrorName[] = [
  'AccessDeniedException',
  'ExpiredTokenException',
  'RequestTimeoutException',
  'ServiceUnavailableException',
  'ThrottlingException',
  'TooManyRequestsException',
  'UnrecognizedClientException',
  'ValidationException',
];

/** Whether a text names an implemented operation. */
export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}

/** An operation, and the members of its request that stand in the path. */
export interface FoundOperation {
  readonly name: OperationName;
  readonly pathMembers: Readonly<Record<string, string>>;
}

/** The operation that a request line asks for, or `undefined`. */
export function findOperation(method: string, path: string): FoundOperation | undefined {
  for (const name of Object.keys(OPERATIONS).filter(isOperationName)) {
    const pathMembers =
      OPERATIONS[name].method === method ? matchPath(OPERATIONS[name].path, path) : undefined;
    if (pathMembers) return { name, pathMembers };
  }
  return undefined;
}

function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const [wanted, given] = [template.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const members: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const text = given[index] ?? '';
    const member = /^\{(\w+)\}$/u.exec(segment)?.[1];
    if (member === undefined) {
      if (segment !== text) return undefined;
      continue;
    }
    const value = decode(text);
    if (value === undefined || value === '') return undefined;
    members[member] = value;
  }
  return members;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
