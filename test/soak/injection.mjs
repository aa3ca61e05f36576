// How each fault of a plan is made. Faults of the stand-in meet the next call of an operation, whoever makes it.

const update =
  (fault) =>
  (ask, { times }) =>
    ask('fault', 'UpdateParticipantAuthentication', times, fault);
const url = (fault) => (ask) => ask('fault', 'GetAuthenticationUrl', 3, fault);
const outcome =
  (rule, ...rest) =>
  (ask, _plan, contactId) =>
    ask('deliver', rule, { contactId, contentType: 'authentication.succeeded' }, ...rest);

/** Before the flow asks for a sign-in. */
export const BEFORE_PROMPT = {
  'the authentication URL is throttled': url({ error: 'ThrottlingException' }),
  'the answer with the authentication URL is lost': (ask) =>
    ask('fault', 'GetAuthenticationUrl', 1, { drop: 'after' }),
};

/** Before the customer presses the button. */
export const BEFORE_WINDOW = {
  'Connect throttles': update({ error: 'ThrottlingException' }),
  'Connect answers 500': update({ status: 500 }),
  'Connect hangs': (ask) => ask('fault', 'UpdateParticipantAuthentication', 1, { hang: true }),
  'the call to Connect is dropped before its effect': update({ drop: 'before' }),
  'the call to Connect is dropped after its effect': (ask) =>
    ask('fault', 'UpdateParticipantAuthentication', 1, { drop: 'after' }),
  'the token endpoint answers 500': (ask) => ask('fault', 'oauth2/token', 1, { status: 500 }),
  'the token endpoint drops the connection': (ask) => ask('fault', 'oauth2/token', 1, { drop: 'before' }),
  'the websocket drops': (ask, _plan, contactId) => ask('dropSocket', contactId),
  async 'the websocket drops and is refused once'(ask, _plan, contactId) {
    await ask('refuseSocket');
    await ask('dropSocket', contactId);
  },
  'the outcome comes twice': outcome('duplicate', 1),
  'the outcome comes late': outcome('delay', 1500, 1),
  'the outcome is lost with the websocket': outcome('lose', 1),
  'the outcome comes in the wrong order': (ask, _plan, contactId) =>
    ask('deliver', 'reorder', { contactId }, 2),
};

/** After the window, while Connect has not spoken. */
export const AFTER_WINDOW = {
  'the outcome is lost with the websocket': (ask, _plan, contactId) => ask('dropSocket', contactId),
};
