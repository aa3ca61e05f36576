/** A stand-in for a customer session of amazon-connect-chatjs 5.0.0, with the shapes measured on the real one. */
type Handler = (event: unknown) => void;

/** What a call of the session does: resolve to a value, reject with one, hang, or throw before there is a promise. */
export type Behaviour = { resolve: unknown } | { reject: unknown } | 'hang' | { throw: unknown };

const NAMES = [
  'onMessage',
  'onAuthenticationInitiated',
  'onAuthenticationSuccessful',
  'onAuthenticationFailed',
  'onAuthenticationTimeout',
  'onAuthenticationExpired',
  'onAuthenticationCanceled',
  'onParticipantDisplayNameUpdated',
  'onEnded',
  'onConnectionEstablished',
] as const;
export type HandlerName = (typeof NAMES)[number];

export const EVENT = 'application/vnd.amazonaws.connect.event.';
export const SESSION_ID = '11111111-2222-4333-8444-555555555555';
export const OTHER_SESSION_ID = '99999999-2222-4333-8444-555555555555';
export const AUTHENTICATION_URL =
  'https://shop.auth.eu-west-2.amazoncognito.com/oauth2/authorize?client_id=abc&response_type=code&state=s%2B1&redirect_uri=https%3A%2F%2Fauth.example.com%2Fcallback';

export interface FakeItem {
  Id?: string;
  ContentType: string;
  Content?: string;
  AbsoluteTime?: string;
  DisplayName?: string;
  ParticipantRole?: string;
}

let ids = 0;

/** A chat item as the service sends it. */
export function item(suffix: string, more: Partial<FakeItem> = {}): FakeItem {
  return {
    Id: `item-${++ids}`,
    ContentType: EVENT + suffix,
    AbsoluteTime: new Date().toISOString(),
    ...more,
  };
}

/** The event that starts an Authenticate Customer block. */
export function initiated(sessionId = SESSION_ID, more: Partial<FakeItem> = {}): FakeItem {
  return item('authentication.initiated', { Content: JSON.stringify({ SessionId: sessionId }), ...more });
}

export class FakeChatjs {
  readonly handlers = new Map<string, Handler[]>();
  readonly calls: { name: string; request: unknown }[] = [];
  url: Behaviour = { resolve: { data: { AuthenticationUrl: AUTHENTICATION_URL }, metadata: null } };
  cancel: Behaviour = { resolve: { data: {}, metadata: null } };
  transcript: Behaviour = { resolve: { data: { Transcript: [] } } };
  details: unknown = { initialContactId: 'contact-1', contactId: 'contact-1', participantToken: 'secret' };
  [key: string]: unknown;

  constructor(names: readonly HandlerName[] = NAMES) {
    for (const name of names) {
      this[name] = (handler: Handler): void => {
        this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler]);
      };
    }
  }

  /** Hands an item to the handlers as chatjs does: its data, and both bearer tokens beside it. */
  emit(name: HandlerName, data?: unknown): void {
    for (const handler of this.handlers.get(name) ?? []) {
      handler({
        data,
        chatDetails: { participantToken: 'secret', connectionDetails: { connectionToken: 'secret' } },
      });
    }
  }

  getAuthenticationUrl(request: unknown): Promise<unknown> {
    return this.#call('getAuthenticationUrl', request, this.url);
  }

  cancelParticipantAuthentication(request: unknown): Promise<unknown> {
    return this.#call('cancelParticipantAuthentication', request, this.cancel);
  }

  getTranscript(request: unknown): Promise<unknown> {
    return this.#call('getTranscript', request, this.transcript);
  }

  getChatDetails(): unknown {
    return this.details;
  }

  #call(name: string, request: unknown, behaviour: Behaviour): Promise<unknown> {
    this.calls.push({ name, request });
    if (behaviour === 'hang') return new Promise(() => undefined);
    if ('throw' in behaviour) throw behaviour.throw as Error;
    // Chatjs rejects with plain objects and strings.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    return 'resolve' in behaviour ? Promise.resolve(behaviour.resolve) : Promise.reject(behaviour.reject);
  }
}
