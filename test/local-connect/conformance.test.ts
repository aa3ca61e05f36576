/**
 * Every implemented operation against the official SDK packages as they are installed.
 *
 * From their schemas: method, path, members, types, required members, where a member travels, error names and status
 * codes. From their typings: which errors an operation throws. Neither carries lengths: those are in a table here, from
 * the API references of Amazon Connect and of its Participant Service.
 */
import { type AwsErrorName, type LocalConnect, type OperationName, startLocalConnect } from 'local-connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AWS_ERROR_STATUS } from '../../local-connect/src/aws-error.js';
import { OPERATIONS, isOperationName } from '../../local-connect/src/operations.js';
import { ChatCustomer, REDIRECT_URI } from './chat-customer.js';
import { enumValues, errorModel, mismatches, operationModel } from './sdk-model.js';
import { VALID_REQUESTS } from './valid-requests.js';
import { callOperation, changeMembers } from './wire.js';

const names = Object.keys(OPERATIONS).filter(isOperationName);
const model = (name: OperationName) => operationModel(OPERATIONS[name].service, name);
const refusalOf = (name: OperationName): AwsErrorName =>
  OPERATIONS[name].service === 'connect' ? 'InvalidParameterException' : 'ValidationException';

let local: LocalConnect;
let customer: ChatCustomer;
beforeAll(async () => {
  local = await startLocalConnect({
    callbackUrls: [REDIRECT_URI],
    throttles: { UpdateParticipantAuthentication: null },
    flow: { askAgainTimes: 0 },
  });
});
afterEach(() => {
  customer.leave();
  local.reset();
});
afterAll(() => local.close());

const validRequest = async (name: OperationName) => {
  customer = await ChatCustomer.inBlock(local);
  return VALID_REQUESTS[name](local, customer);
};

describe.each(names)('%s', (name) => {
  const { input, output } = model(name);
  const body = [...input.members].filter(([, { location }]) => location === 'body');

  it('has the method, path, errors and status codes of the SDK', async () => {
    customer = await ChatCustomer.start(local);
    customer.leave = () => undefined;
    const { method, path, errors } = model(name);
    expect({ method, path, errors: [...OPERATIONS[name].errors].sort() }).toEqual({ method, path, errors });
    expect(OPERATIONS[name]).toMatchObject({ method, path });
    for (const error of OPERATIONS[name].errors) {
      expect(AWS_ERROR_STATUS[error]).toBe(errorModel(OPERATIONS[name].service, error).status);
    }
  });

  it('answers a request with every member in the shape of the SDK', async () => {
    const request = await validRequest(name);
    expect(Object.keys(request)).toEqual(expect.arrayContaining([...input.required]));
    const { status, json, error } = await callOperation(local, name, request);
    expect(error).toBeUndefined();
    expect(status).toBe(200);
    expect(mismatches(output, json, name)).toEqual([]);
  });

  it('refuses a request without a required member', async () => {
    const request = await validRequest(name);
    for (const member of input.required) {
      const { location } = input.members.get(member)!;
      const rest = Object.fromEntries(Object.entries(request).filter(([other]) => other !== member));
      if (location === 'path') {
        // The SDK itself makes no such request.
        await expect(callOperation(local, name, rest)).resolves.toMatchObject({ status: 0 });
        continue;
      }
      const { error } = await callOperation(local, name, rest);
      expect(error, member).toMatchObject({
        name: location === 'header' ? 'AccessDeniedException' : refusalOf(name),
        $metadata: { httpStatusCode: location === 'header' ? 403 : 400 },
      });
    }
  });

  it('refuses a member of another type', async () => {
    const request = await validRequest(name);
    for (const [member, { shape }] of body) {
      for (const wrong of ['text', 7.5, true, [[]], { x: [] }]) {
        // AWS passes over members that it does not know, so an object may stand for any structure.
        const fits = shape().kind === 'structure' && typeof wrong === 'object' && !Array.isArray(wrong);
        if (fits || mismatches(shape(), wrong, member).length === 0) continue;
        const change = changeMembers((members) => ({ ...members, [member]: wrong }));
        const { error } = await callOperation(local, name, request, change);
        expect(error?.name, `${member}: ${JSON.stringify(wrong)}`).toBe(refusalOf(name));
      }
    }
  });

  it('reports every error of the SDK as the SDK’s own exception', async () => {
    const request = await validRequest(name);
    for (const error of OPERATIONS[name].errors) {
      const { exception, status } = errorModel(OPERATIONS[name].service, error);
      local.faults.next(name, 1, { error });
      const answer = await callOperation(local, name, request);
      expect(answer.error).toBeInstanceOf(exception);
      expect(answer.error).toMatchObject({ name: error, $metadata: { httpStatusCode: status } });
      expect(answer.error!.message).not.toBe('');
    }
  });
});

/** Operation, member, shortest and longest value (strings: characters, numbers: the value, lists: entries). */
const LENGTHS: readonly (readonly [OperationName, string, number, number])[] = [
  ['StartChatContact', 'InstanceId', 1, 100],
  ['StartChatContact', 'ContactFlowId', 1, 500],
  ['StartChatContact', 'ClientToken', 0, 500],
  ['StartChatContact', 'ChatDurationInMinutes', 60, 10_080],
  ['StartChatContact', 'CustomerId', 1, 128],
  ['StartChatContact', 'RelatedContactId', 1, 256],
  ['UpdateParticipantAuthentication', 'InstanceId', 1, 100],
  ['UpdateParticipantAuthentication', 'State', 1, 1000],
  ['UpdateParticipantAuthentication', 'Code', 1, 2048],
  ['UpdateParticipantAuthentication', 'Error', 1, 2048],
  ['UpdateParticipantAuthentication', 'ErrorDescription', 1, 2048],
  ['StopContact', 'InstanceId', 1, 100],
  ['StopContact', 'ContactId', 1, 256],
  ['SendMessage', 'Content', 1, 1024],
  ['SendMessage', 'ContentType', 1, 100],
  ['SendMessage', 'ClientToken', 0, 500],
  ['SendEvent', 'Content', 1, 16_384],
  ['SendEvent', 'ContentType', 1, 100],
  ['SendEvent', 'ClientToken', 0, 500],
  ['GetTranscript', 'ContactId', 1, 256],
  ['GetTranscript', 'MaxResults', 0, 100],
  ['GetTranscript', 'NextToken', 1, 1000],
  ['GetAuthenticationUrl', 'SessionId', 36, 36],
  ['GetAuthenticationUrl', 'RedirectUri', 1, 1024],
  ['CancelParticipantAuthentication', 'SessionId', 36, 36],
  ['DisconnectParticipant', 'ClientToken', 0, 500],
  ['StartAttachmentUpload', 'AttachmentName', 1, 256],
  ['StartAttachmentUpload', 'AttachmentSizeInBytes', 1, 20 * 1024 * 1024],
  ['StartAttachmentUpload', 'ContentType', 1, 255],
  ['StartAttachmentUpload', 'ClientToken', 1, 500],
  ['CompleteAttachmentUpload', 'AttachmentIds', 1, 1],
  ['CompleteAttachmentUpload', 'ClientToken', 1, 500],
  ['GetAttachment', 'AttachmentId', 1, 256],
  ['GetAttachment', 'UrlExpiryInSeconds', 5, 300],
];

describe('lengths and ranges', () => {
  it.each(LENGTHS)('%s takes %s from %i to %i', async (name, member, least, most) => {
    const request = await validRequest(name);
    const { kind } = model(name).input.members.get(member)!.shape();
    const sized = (size: number) =>
      kind === 'number' ? size : kind === 'list' ? Array<string>(size).fill('x') : 'x'.repeat(size);
    const send = (size: number) =>
      callOperation(
        local,
        name,
        request,
        changeMembers((members) => ({ ...members, [member]: sized(size) })),
      );
    for (const size of [least - 1, most + 1]) {
      if (size < 0 && kind !== 'number') continue;
      const { error } = await send(size);
      expect(error, `${size}`).toMatchObject({ name: refusalOf(name), $metadata: { httpStatusCode: 400 } });
    }
    for (const size of [least, most]) {
      const { error } = await send(size);
      // The value may be refused for what it says, not for its length.
      expect(error?.message ?? '', `${size}`).not.toMatch(new RegExp(`${member}.*Too (big|small)`, 'u'));
    }
  });
});

describe('words that are one of a few', () => {
  it('are those of the SDK in a transcript', async () => {
    const { json } = await callOperation(local, 'GetTranscript', await validRequest('GetTranscript'));
    const { Transcript } = json as { Transcript: Record<string, string>[] };
    const seen = (member: string) => [...new Set(Transcript.flatMap((item) => item[member] ?? []))];
    expect(seen('Type').sort()).toEqual(['ATTACHMENT', 'EVENT', 'MESSAGE']);
    expect(enumValues('participant', 'ChatItemType')).toEqual(expect.arrayContaining(seen('Type')));
    expect(enumValues('participant', 'ParticipantRole')).toEqual(
      expect.arrayContaining(seen('ParticipantRole')),
    );
  });

  it('are those of the SDK in a contact', async () => {
    const { json } = await callOperation(local, 'DescribeContact', await validRequest('DescribeContact'));
    const { Contact } = json as { Contact: { Channel: string; InitiationMethod: string } };
    expect(enumValues('connect', 'Channel')).toContain(Contact.Channel);
    expect(enumValues('connect', 'ContactInitiationMethod')).toContain(Contact.InitiationMethod);
  });

  it('include a connection for voice and video, which a chat does not have', async () => {
    const request = await validRequest('CreateParticipantConnection');
    const Type = enumValues('participant', 'ConnectionType').filter((type) => type.startsWith('WEBRTC'));
    const { error } = await callOperation(local, 'CreateParticipantConnection', { ...request, Type });
    expect(error).toMatchObject({ name: 'ValidationException' });
    expect(error!.message).toContain('WEBRTC_CONNECTION is for voice and video');
  });
});
