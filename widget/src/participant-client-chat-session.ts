import {
  CancelParticipantAuthenticationCommand,
  GetAuthenticationUrlCommand,
  GetTranscriptCommand,
  type ConnectParticipantClient,
} from '@aws-sdk/client-connectparticipant';
import { ChatCallError, chatCallError } from './chat-call-error.js';
import { fieldsOf, parseChatItem, parseTranscript } from './chat-item.js';
import type { ChatEvent, ChatSession } from './ports.js';

/** What the session is made of. */
export interface ParticipantClientOptions {
  /**
   * A client of the Participant Service. It signs its requests, though the service does not look at that: without AWS
   * credentials give it `credentials: { accessKeyId: '', secretAccessKey: '' }`.
   */
  readonly client: Pick<ConnectParticipantClient, 'send'>;
  /** The participant's connection token, or a function that gives the current one: it is renewed while a chat lasts. */
  readonly connectionToken: string | (() => string | Promise<string>);
  /** Tells chats apart, so that a reload resumes the prompt. */
  readonly contactId?: string;
}

/** A chat of a host that speaks the Participant Service itself. The host hands over what its websocket brings. */
export interface ParticipantClientChatSession extends ChatSession {
  /** Takes a chat item: the parsed `content` of a websocket frame, or an entry of the transcript. Others are ignored. */
  receive(item: unknown): void;
  /** Says that the websocket stands again, so that missed events are read from the transcript. */
  connected(): void;
}

/** Lets the prompt use a `ConnectParticipantClient` of `@aws-sdk/client-connectparticipant`, in place of chatjs. */
export function participantClientChatSession(
  options: ParticipantClientOptions,
): ParticipantClientChatSession {
  const { client, connectionToken, contactId } = options;
  const listeners = new Set<(event: ChatEvent) => void>();
  const emit = (event: ChatEvent | undefined): void => {
    if (event) for (const listener of [...listeners]) listener(event);
  };
  const token = async (): Promise<string> =>
    typeof connectionToken === 'string' ? connectionToken : await connectionToken();
  return {
    contactId,
    receive: (item) => emit(parseChatItem(item)),
    connected: () => emit({ type: 'connected' }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async getAuthenticationUrl({ sessionId, redirectUri }) {
      const answer = await sorted(async () =>
        client.send(
          new GetAuthenticationUrlCommand({
            SessionId: sessionId,
            RedirectUri: redirectUri,
            ConnectionToken: await token(),
          }),
        ),
      );
      if (answer.AuthenticationUrl === undefined) throw new ChatCallError('rejected');
      return answer.AuthenticationUrl;
    },
    async cancelParticipantAuthentication({ sessionId }) {
      await sorted(async () =>
        client.send(
          new CancelParticipantAuthenticationCommand({
            SessionId: sessionId,
            ConnectionToken: await token(),
          }),
        ),
      );
    },
    async recentEvents() {
      const answer = await sorted(async () =>
        client.send(
          new GetTranscriptCommand({
            ConnectionToken: await token(),
            MaxResults: 100,
            ScanDirection: 'BACKWARD',
            SortOrder: 'ASCENDING',
          }),
        ),
      );
      return parseTranscript(answer.Transcript);
    },
  };
}

/** The client rejects with errors that carry the HTTP status in `$metadata`. */
async function sorted<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw chatCallError(fieldsOf(fieldsOf(error)['$metadata'])['httpStatusCode']);
  }
}
