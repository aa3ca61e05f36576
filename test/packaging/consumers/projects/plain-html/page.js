const prompt = document.querySelector('connect-sign-in');

prompt.addEventListener('sign-in-status', (event) => {
  document.querySelector('#status').textContent = event.detail.status;
});
prompt.addEventListener('sign-in-opening', (event) => {
  event.preventDefault();
  document.querySelector('#opening').textContent = event.detail.way;
});
document.querySelector('#leave').addEventListener('click', () => prompt.remove());

// A chat whose flow asks for a sign-in as soon as somebody listens.
prompt.chatSession = {
  contactId: 'consumer',
  getAuthenticationUrl: ({ redirectUri }) =>
    Promise.resolve(
      `https://example.auth.eu-west-2.amazoncognito.com/oauth2/authorize?${new URLSearchParams({
        response_type: 'code',
        client_id: 'client',
        state: 'state',
        redirect_uri: redirectUri,
      })}`,
    ),
  cancelParticipantAuthentication: () => Promise.resolve(),
  subscribe(listener) {
    listener({ type: 'initiated', sessionId: '11111111-2222-4333-8444-555555555555', at: Date.now() });
    return () => undefined;
  },
};
