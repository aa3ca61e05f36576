import { z } from 'zod';
import { AwsError } from './aws-error.js';
import type { OperationResult } from './connect-service.js';
import type { ConnectState } from './connect-state.js';
import type { Bearer } from './contacts.js';
import { parseMembers } from './json-request.js';
import { pageOf } from './transcript.js';

const request = z.object({
  ContactId: z.string().min(1).max(256).optional(),
  MaxResults: z.int().min(0).max(100).default(10),
  NextToken: z.string().min(1).max(1000).optional(),
  ScanDirection: z.enum(['FORWARD', 'BACKWARD']).default('BACKWARD'),
  SortOrder: z.enum(['ASCENDING', 'DESCENDING']).default('DESCENDING'),
  StartPosition: z
    .object({
      Id: z.string().min(1).max(256).optional(),
      AbsoluteTime: z.string().min(1).max(100).optional(),
      MostRecent: z.int().min(0).max(100).optional(),
    })
    .default({}),
});

/**
 * GetTranscript: one page of the contact's messages and events.
 *
 * Source: Amazon Connect Participant Service API Reference, `GetTranscript`.
 */
export function getTranscript(
  state: ConnectState,
  { contact }: Bearer,
  members: Readonly<Record<string, unknown>>,
): OperationResult {
  const wanted = parseMembers(request, members, 'ValidationException');
  if (wanted.ContactId !== undefined && wanted.ContactId !== contact.id) {
    throw new AwsError('AccessDeniedException', 'ContactId: another contact than the token is for.');
  }
  const { Id, AbsoluteTime, MostRecent } = wanted.StartPosition;
  if (AbsoluteTime !== undefined && Number.isNaN(Date.parse(AbsoluteTime))) {
    throw new AwsError('ValidationException', 'StartPosition.AbsoluteTime: not a time in ISO 8601.');
  }
  const { authenticationEventsInTranscript: withAuthentication } = state.fidelity;
  const page = pageOf(
    contact.conversation.items.filter(
      (item) => withAuthentication || !item.ContentType.includes('.event.authentication.'),
    ),
    {
      maxResults: wanted.MaxResults === 0 ? 10 : wanted.MaxResults,
      scanDirection: wanted.ScanDirection,
      sortOrder: wanted.SortOrder,
      start: {
        ...(Id === undefined ? {} : { id: Id }),
        ...(AbsoluteTime === undefined ? {} : { absoluteTime: AbsoluteTime }),
        ...(MostRecent === undefined ? {} : { mostRecent: MostRecent }),
      },
      ...(wanted.NextToken === undefined ? {} : { nextToken: wanted.NextToken }),
    },
  );
  if (!page)
    throw new AwsError('ValidationException', 'StartPosition or NextToken: no item of this transcript.');
  return {
    contactId: contact.id,
    answer: {
      InitialContactId: contact.id,
      // An item of a transcript has no InitialContactId, other than one that comes over the websocket.
      Transcript: page.items.map((item) => ({ ...item, InitialContactId: undefined })),
      ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
    },
  };
}
