import { z } from 'zod';
import { connectArn } from './arn.js';
import { AwsError } from './aws-error.js';
import type { OperationResult } from './connect-service.js';
import type { ConnectState } from './connect-state.js';
import type { Bearer } from './contacts.js';
import { parseMembers } from './json-request.js';

const request = z.object({ ViewToken: z.string().min(1).max(1000) });

/**
 * DescribeView: a view that this chat was shown.
 *
 * Source: Amazon Connect Participant Service API Reference, `DescribeView`.
 */
export function describeView(
  state: ConnectState,
  { contact }: Bearer,
  members: Readonly<Record<string, unknown>>,
): OperationResult {
  const { ViewToken } = parseMembers(request, members, 'ValidationException');
  const view = contact.views.get(ViewToken);
  if (!view) throw new AwsError('ResourceNotFoundException', 'There is no such view.', contact.id);
  const { id, name, template, inputSchema, actions } = view;
  const content = {
    ...(template === undefined ? {} : { Template: template }),
    ...(inputSchema === undefined ? {} : { InputSchema: inputSchema }),
    ...(actions === undefined ? {} : { Actions: actions }),
  };
  const Arn = connectArn(state.region, contact.options.instanceId, `view/${id}`);
  return {
    contactId: contact.id,
    answer: { View: { Id: id, Arn, Name: name, Version: 1, Content: content } },
  };
}
