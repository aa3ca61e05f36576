import { ConnectClient, UpdateParticipantAuthenticationCommand } from '@aws-sdk/client-connect';
import { type LocalConnect, manualClock, startLocalConnect } from 'local-connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChatCustomer, REDIRECT_URI } from './chat-customer.js';

let local: LocalConnect;
beforeAll(async () => {
  local = await startLocalConnect({ callbackUrls: [REDIRECT_URI], clock: manualClock() });
});
afterEach(() => {
  expect(local.unused()).toEqual([]);
  local.reset();
});
afterAll(() => local.close());

describe('the whole loop with the unmodified SDK clients', () => {
  it('greets, asks for sign-in, redeems the code, and shows the customer by the first name', async () => {
    const customer = await ChatCustomer.join(local);
    expect(customer.socketUrl).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\//u);
    await customer.write(`I would like to ${local.say.toUpperCase()}, please`);
    const initiated = await customer.chat.event('authentication.initiated');
    expect(await customer.sessionId()).toHaveLength(36);
    expect(initiated).toMatchObject({
      Type: 'EVENT',
      ContactId: customer.contactId,
      InitialContactId: customer.contactId,
    });

    const url = await customer.authenticationUrl();
    expect(url.origin).toBe(local.cognitoEndpoint);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: local.clientId,
      response_type: 'code',
      redirect_uri: REDIRECT_URI,
    });
    await customer.forward(await customer.signIn(url));
    await local.until(customer.contactId, 'Success');

    const renamed = await customer.chat.event('participant.displayname.updated');
    expect(renamed.DisplayName).toBe(local.customers[0]!.name);
    await customer.chat.until(() => customer.chat.items.length === 8);
    expect(customer.chat.order).toEqual([
      'participant.joined',
      'text/plain',
      'text/plain',
      'text/plain',
      'authentication.initiated',
      'authentication.succeeded',
      'participant.displayname.updated',
      'text/plain',
    ]);
    await customer.write('thank you');
    await customer.chat.until(() => customer.chat.items.some(({ Content }) => Content === 'thank you'));
    expect(customer.chat.items.find(({ Content }) => Content === 'thank you')?.DisplayName).toBe(
      local.customers[0]!.name,
    );
    customer.leave();
  });

  it('takes the Error branch when the customer declined, and when the code is none', async () => {
    const declined = await ChatCustomer.inBlock(local);
    const { searchParams } = await declined.authenticationUrl();
    await declined.forward({ state: searchParams.get('state')!, error: 'access_denied' });
    await local.until(declined.contactId, 'Error');
    await declined.chat.event('authentication.failed');

    const forged = await ChatCustomer.inBlock(local);
    const url = await forged.authenticationUrl();
    await forged.forward({ state: url.searchParams.get('state')!, code: 'not-a-code' });
    await local.until(forged.contactId, 'Error');
    await forged.chat.event('authentication.failed');
    expect(
      local.journal.entries({ operation: 'code-redemption', contactId: forged.contactId }),
    ).toMatchObject([{ outcome: 'invalid_grant' }]);
    declined.leave();
    forged.leave();
  });

  it('refuses a code that is older than five minutes', async () => {
    const slow = await startLocalConnect({
      callbackUrls: [REDIRECT_URI],
      clock: manualClock(),
      flow: { timeLimitMinutes: 15 },
    });
    const customer = await ChatCustomer.inBlock(slow);
    const response = await customer.signIn(await customer.authenticationUrl());
    await slow.advance('301s');
    await customer.forward(response);
    await slow.until(customer.contactId, 'Error');
    expect(slow.journal.entries({ operation: 'code-redemption' })).toMatchObject([
      { outcome: 'invalid_grant' },
    ]);
    customer.leave();
    await slow.close();
  });

  it('opts the customer out on CancelParticipantAuthentication', async () => {
    const customer = await ChatCustomer.inBlock(local);
    await customer.authenticationUrl();
    await customer.cancel();
    await local.until(customer.contactId, 'OptedOut');
    await customer.chat.event('authentication.cancelled');
    await expect(customer.cancel()).rejects.toMatchObject({ name: 'ValidationException' });
    customer.leave();
  });

  it('times out after three minutes, asks again by itself, and then waits to be told', async () => {
    const customer = await ChatCustomer.inBlock(local);
    await customer.authenticationUrl();
    await local.advance('179s');
    expect(local.contact(customer.contactId).status).toBe('urlIssued');
    await local.advance('1s');
    expect(local.contact(customer.contactId).status).toBe('Timeout');
    await customer.chat.event('authentication.timeout');

    await local.advance('5s');
    expect(await customer.sessionId(2)).not.toBe(await customer.sessionId(1));
    await customer.authenticationUrl(2);
    await local.advance('3m');
    await local.advance('1h');
    expect(local.contact(customer.contactId).status).toBe('Timeout');
    await customer.write(local.say);
    await customer.chat.event('authentication.initiated', 3);
    customer.leave();
  });

  it('expires a minute after initiated when nobody asked for the authentication URL', async () => {
    const customer = await ChatCustomer.inBlock(local);
    await local.advance('60s');
    await customer.chat.event('authentication.expired');
    await expect(customer.authenticationUrl()).rejects.toMatchObject({ name: 'ValidationException' });
    expect(local.contact(customer.contactId).status).toBe('Timeout');
    customer.leave();
  });

  it('hands the authentication URL out once per session id', async () => {
    const customer = await ChatCustomer.inBlock(local);
    const other = await ChatCustomer.inBlock(local);
    await customer.authenticationUrl();
    await expect(customer.authenticationUrl()).rejects.toMatchObject({ name: 'ValidationException' });
    const foreign = { sessionId: await other.sessionId() };
    customer.sessionId = () => Promise.resolve(foreign.sessionId);
    await expect(customer.authenticationUrl()).rejects.toMatchObject({ name: 'ValidationException' });
    await other.authenticationUrl();
    customer.leave();
    other.leave();
  });

  it('answers a state that was used, is unknown, or has expired as the knobs say', async () => {
    const customer = await ChatCustomer.inBlock(local);
    const response = await customer.signIn(await customer.authenticationUrl());
    await customer.forward(response);
    await expect(customer.forward(response)).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(customer.forward({ ...response, state: 'unknown' })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
    const late = await ChatCustomer.inBlock(local);
    const url = await late.authenticationUrl();
    await local.advance('3m');
    await expect(
      late.forward({ state: url.searchParams.get('state')!, error: 'access_denied' }),
    ).rejects.toMatchObject({ name: 'ConflictException' });
    customer.leave();
    late.leave();
  });

  it('throttles UpdateParticipantAuthentication after a burst of five', async () => {
    const customer = await ChatCustomer.join(local);
    const names: string[] = [];
    for (let call = 0; call < 7; call += 1) {
      names.push(
        await customer.forward({ state: 'unknown', code: 'c' }).then(
          () => 'ok',
          (error: unknown) => (error as Error).name,
        ),
      );
    }
    expect(names.slice(0, 5)).toEqual(Array<string>(5).fill('InvalidRequestException'));
    expect(names).toContain('ThrottlingException');
    customer.leave();
  });

  it('lets the retries of the SDK carry a throttled call through', async () => {
    local.faults.next('UpdateParticipantAuthentication', 2, { error: 'ThrottlingException' });
    const customer = await ChatCustomer.inBlock(local);
    const { state, code } = await customer.signIn(await customer.authenticationUrl());
    const { accessKeyId, secretAccessKey } = local.credentials;
    const retrying = new ConnectClient({
      region: local.region,
      endpoint: local.connectEndpoint,
      credentials: { accessKeyId, secretAccessKey },
    });
    await retrying.send(
      new UpdateParticipantAuthenticationCommand({ InstanceId: local.instanceId, State: state, Code: code }),
    );
    await local.until(customer.contactId, 'Success');
    const outcomes = local.journal
      .entries({ operation: 'UpdateParticipantAuthentication' })
      .map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['ThrottlingException', 'ThrottlingException', 'ok']);
    retrying.destroy();
    customer.leave();
  });

  it('keeps values of requests out of the journal', async () => {
    const customer = await ChatCustomer.inBlock(local);
    const response = await customer.signIn(await customer.authenticationUrl());
    await customer.forward(response);
    await local.until(customer.contactId, 'Success');
    const journal = JSON.stringify(local.journal.entries());
    for (const secret of [
      response.code,
      response.state,
      customer.connectionToken,
      customer.participantToken,
      local.say,
    ]) {
      expect(journal).not.toContain(secret);
    }
    expect(local.journal.entries({ operation: 'UpdateParticipantAuthentication' })).toMatchObject([
      { outcome: 'ok', status: 200, contactId: customer.contactId, members: ['Code', 'InstanceId', 'State'] },
    ]);
    customer.leave();
  });
});
