import { expect, test } from '../end-to-end/demo-fixture.js';
import { logIn, ShopVisit } from '../end-to-end/shop-visit.js';

const EVIL = 'https://evil.example/steal';

test('messages and events of other scripts and frames change neither the prompt nor what Connect hears', async ({
  page,
  demo,
}) => {
  const visit = new ShopVisit(page, demo);
  const contactId = await visit.startChat();
  await visit.askToSignIn();
  const lie = async () => {
    await page.evaluate(
      ({ address, contact }) => {
        const kinds = ['initiated', 'succeeded', 'failed', 'timeout', 'expired', 'cancelled'];
        const prefix = 'application/vnd.amazonaws.connect.event.authentication.';
        const sessionId = '00000000-0000-4000-8000-000000000000';
        const lies: unknown[] = kinds.flatMap((kind) => [
          { type: `authentication.${kind}`, sessionId, authenticationUrl: address },
          { ContentType: prefix + kind, Content: JSON.stringify({ SessionId: sessionId }), Type: 'EVENT' },
          { topic: 'aws/chat', content: JSON.stringify({ ContentType: prefix + kind, ContactId: contact }) },
        ]);
        lies.push(
          ...['code', 'state', 'optOut', 'close', '__proto__'].map((name) => ({ [name]: address })),
          ...[null, 'succeeded', 7, { outcome: 'accepted' }, { 'connect-sign-in': 'succeeded' }],
        );
        const prompt = document.querySelector('connect-sign-in')!;
        const frame = document.createElement('iframe');
        frame.srcdoc = '<script>for (const lie of JSON.parse(name)) parent.postMessage(lie, "*")</script>';
        frame.name = JSON.stringify(lies);
        frame.sandbox.add('allow-scripts');
        document.body.append(frame);
        const channel = new BroadcastChannel('connect-sign-in');
        for (const told of lies) {
          window.postMessage(told, '*');
          channel.postMessage(told);
          for (const name of ['sign-in-status', 'sign-in-ended', 'message', ...kinds]) {
            for (const target of [prompt, document, window]) {
              target.dispatchEvent(new CustomEvent(name, { detail: told, bubbles: true, composed: true }));
            }
          }
          for (const area of [localStorage, sessionStorage]) {
            window.dispatchEvent(
              new StorageEvent('storage', {
                key: `connect-sign-in:${contact}`,
                newValue: address,
                storageArea: area,
              }),
            );
          }
        }
        channel.close();
        // Attributes and properties that a confused or hostile script may try.
        for (const name of ['authentication-url', 'url', 'href', 'src', 'status', 'session-id']) {
          prompt.setAttribute(name, name === 'status' ? 'succeeded' : address);
        }
        for (const name of ['authenticationUrl', 'url', 'state', 'status']) {
          try {
            Object.assign(prompt, { [name]: address });
          } catch {
            // Read-only is what it should be.
          }
        }
      },
      { address: EVIL, contact: contactId },
    );
    // The frame has sent its lies once a message that was sent after it was loaded has come round.
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          window.addEventListener('message', ({ data }) => data === 'round' && resolve());
          window.postMessage('round', '*');
        }),
    );
  };

  await lie();
  const posted = page
    .context()
    .waitForEvent('request', (request) => request.url() === `${demo.callback}/start`);
  const popup = await visit.openSignIn();
  const fields = new URLSearchParams((await posted).postData() ?? '');
  expect(new URL(fields.get('authenticationUrl') ?? '').origin).toBe(demo.local.cognitoEndpoint);
  expect(demo.local.contact(contactId).status).toBe('urlIssued');

  await lie();
  await expect(visit.prompt.getByRole('button', { name: 'Open sign-in again' })).toBeVisible();
  expect(demo.local.journal.entries({ operation: 'UpdateParticipantAuthentication', contactId })).toEqual([]);
  expect(demo.local.journal.entries({ operation: 'CancelParticipantAuthentication', contactId })).toEqual([]);

  await logIn(popup, demo.local.customers[0]!);
  await visit.expectStatus('succeeded');
  await lie();
  await expect(visit.prompt).toContainText(demo.local.customers[0]!.name);
  expect(
    demo.local.journal.entries({ operation: 'UpdateParticipantAuthentication', contactId }),
  ).toMatchObject([{ outcome: 'ok' }]);
  expect(demo.local.journal.entries({ operation: 'GetAuthenticationUrl', contactId })).toHaveLength(1);
});
