import type { Party } from './exchange.js';

/** Who calls, and what for. */
interface Caller {
  readonly from: Party;
  readonly what: string;
}

/** Operations of Connect and of its Participant Service: the browser calls most, the two servers one each. */
export const OPERATION_STEPS: Readonly<Record<string, Caller>> = {
  StartChatContact: { from: 'shop', what: 'Starts a chat, with the shop’s AWS credentials' },
  UpdateParticipantAuthentication: { from: 'callback', what: 'Forwards what Cognito answered' },
  CreateParticipantConnection: { from: 'browser', what: 'Connects to the chat' },
  GetTranscript: { from: 'browser', what: 'Reads what was said so far' },
  SendMessage: { from: 'browser', what: 'Writes in the chat' },
  SendEvent: { from: 'browser', what: 'Tells that the customer types or has read' },
  GetAuthenticationUrl: { from: 'browser', what: 'Fetches the authentication URL, once' },
  CancelParticipantAuthentication: { from: 'browser', what: 'Goes on without signing in' },
  DisconnectParticipant: { from: 'browser', what: 'Leaves the chat' },
  DescribeContact: { from: 'shop', what: 'Looks up the contact' },
  StopContact: { from: 'shop', what: 'Ends the chat' },
};

/** Endpoints of Cognito. */
export const COGNITO_STEPS: Readonly<Record<string, Caller>> = {
  'oauth2/authorize': { from: 'browser', what: 'Opens the authentication URL' },
  login: { from: 'browser', what: 'Is on the sign-in page' },
  'identity-provider': { from: 'browser', what: 'Is at the external provider' },
  'oauth2/token': { from: 'connect', what: 'Redeems the code for an ID token' },
  'jwks.json': { from: 'connect', what: 'Fetches the keys that verify the token' },
  logout: { from: 'browser', what: 'Signs out' },
};

const CHAT_STEPS: Readonly<Record<string, string>> = {
  'authentication.initiated': 'Asks for a sign-in',
  'authentication.succeeded': 'Says that the sign-in succeeded: the only word that counts',
  'authentication.failed': 'Says that the sign-in failed',
  'authentication.timeout': 'Says that the time to sign in is over',
  'authentication.expired': 'Says that nobody fetched the authentication URL in time',
  'authentication.cancelled': 'Says that the customer goes on without signing in',
  'participant.displayname.updated': 'Gives the customer’s name',
  'participant.joined': 'Says that somebody joined',
  'participant.left': 'Says that somebody left',
  'participant.idle': 'Says that somebody is idle',
  'chat.ended': 'Says that the chat has ended',
  typing: 'Says that somebody types',
};

/** What Connect tells the browser over the websocket, by content type. */
export function chatStep(contentType: string): string {
  const event = contentType.replace('application/vnd.amazonaws.connect.event.', '');
  return CHAT_STEPS[event] ?? 'Shows a line of the conversation';
}

const FLOW_STEPS: Readonly<Record<string, string>> = {
  initiated: 'The flow reaches its Authenticate Customer block',
  Success: 'The flow takes its Success branch',
  Timeout: 'The flow takes its Timeout branch',
  OptedOut: 'The flow takes its Opted out branch',
  Error: 'The flow takes its Error branch',
};

/** What happens inside Connect; `undefined` where a call has told it already. */
export function flowStep(step: string, outcome: string): string | undefined {
  if (step !== 'code-redemption') return FLOW_STEPS[step];
  return outcome === 'ok' ? 'The ID token is genuine' : 'The code could not be redeemed';
}
