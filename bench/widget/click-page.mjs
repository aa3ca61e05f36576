// Page script of the click benchmark: the prompt is offered, and beside it stands a button with a bare window.open.
/* global addEventListener, document, location, window -- it runs in a browser */
import '/dist/connect-sign-in.js';

const query = new URLSearchParams(location.search);
const redirectUri = query.get('redirectUri');
const authorize = new URL('/oauth2/authorize', query.get('cognito'));
authorize.search = new URLSearchParams({
  ...{ client_id: 'client1', response_type: 'code', scope: 'openid' },
  ...{ redirect_uri: redirectUri, state: crypto.randomUUID() },
});

const element = document.querySelector('connect-sign-in');
element.setAttribute('redirect-uri', redirectUri);
document.querySelector('#bare').addEventListener('click', () => window.open(authorize, '_blank'));
addEventListener(
  'click',
  ({ timeStamp }) => (globalThis.clickedAt = performance.timeOrigin + timeStamp),
  true,
);

element.chatSession = {
  contactId: crypto.randomUUID(),
  subscribe(listener) {
    setTimeout(() =>
      listener({ type: 'initiated', id: '1', at: Date.now(), sessionId: crypto.randomUUID() }),
    );
    return () => undefined;
  },
  getAuthenticationUrl: () => Promise.resolve(authorize.href),
  cancelParticipantAuthentication: () => Promise.resolve(),
};
