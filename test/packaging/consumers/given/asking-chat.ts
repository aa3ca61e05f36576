import type { ChatSession } from 'connect-sign-in';

/** A chat whose flow asks for a sign-in as soon as somebody listens. */
export function askingChat(): ChatSession {
  return {
    contactId: 'consumer',
    getAuthenticationUrl: ({ redirectUri }) =>
      Promise.resolve(
        `https://example.auth.eu-west-2.amazoncognito.com/oauth2/authorize?${new URLSearchParams({
          response_type: 'code',
          client_id: 'client',
          state: 'state',
          redirect_uri: redirectUri,
        }).toString()}`,
      ),
    cancelParticipantAuthentication: () => Promise.resolve(),
    subscribe(listener) {
      listener({ type: 'initiated', sessionId: '11111111-2222-4333-8444-555555555555', at: Date.now() });
      return () => undefined;
    },
  };
}
