import {
  ConnectClient,
  DescribeContactCommand,
  StartChatContactCommand,
  UpdateParticipantAuthenticationCommand,
} from '@aws-sdk/client-connect';
import {
  CancelParticipantAuthenticationCommand,
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  DisconnectParticipantCommand,
  GetAuthenticationUrlCommand,
  GetTranscriptCommand,
  SendMessageCommand,
  type Item,
} from '@aws-sdk/client-connectparticipant';
import { ChatSocket } from './chat-socket.js';
import { signInAtCognito, type HostedResponse } from './hosted-sign-in.js';
import type { Target } from './target.js';

/** What UpdateParticipantAuthentication is told about one `state`. */
export interface Forwarded {
  readonly state: string;
  readonly code?: string;
  readonly error?: string;
}

/** A customer in a chat, with the unmodified SDK clients. */
export class ChatCustomer {
  readonly target: Target;
  readonly connect: ConnectClient;
  readonly participant: ConnectParticipantClient;
  contactId = '';
  connectionToken = '';
  #participantToken = '';
  #chat: ChatSocket | undefined;

  constructor(target: Target) {
    this.target = target;
    const { region, endpoint, credentials } = target;
    const shared = { region, maxAttempts: 3, ...(endpoint === undefined ? {} : { endpoint }) };
    this.connect = new ConnectClient({ ...shared, ...(credentials === undefined ? {} : { credentials }) });
    // The service reads tokens, not signatures, but the client wants something to sign with.
    const unsigned = { accessKeyId: '', secretAccessKey: '' };
    this.participant = new ConnectParticipantClient({ ...shared, credentials: unsigned });
  }

  /** The open websocket; throws before {@link ChatCustomer.join}. */
  get chat(): ChatSocket {
    if (this.#chat === undefined) throw new Error('the customer has not joined the chat');
    return this.#chat;
  }

  /** StartChatContact. */
  async start(): Promise<this> {
    const { instanceId: InstanceId, contactFlowId: ContactFlowId } = this.target;
    const ParticipantDetails = { DisplayName: 'connect-sign-in live check' };
    const { ContactId = '', ParticipantToken = '' } = await this.connect.send(
      new StartChatContactCommand({ InstanceId, ContactFlowId, ParticipantDetails }),
    );
    this.contactId = ContactId;
    this.#participantToken = ParticipantToken;
    return this;
  }

  /** CreateParticipantConnection, then the websocket. */
  async join(): Promise<this> {
    const { Websocket, ConnectionCredentials } = await this.participant.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken: this.#participantToken,
        Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
      }),
    );
    this.connectionToken = ConnectionCredentials?.ConnectionToken ?? '';
    this.#chat = await new ChatSocket(Websocket?.Url ?? '').open();
    return this;
  }

  /** Writes what makes the flow ask for a sign-in and waits for the event. */
  async askToSignIn(): Promise<this> {
    const before = this.chat.events('authentication.initiated').length;
    await this.write(this.target.say);
    await this.chat.event('authentication.initiated', before + 1);
    return this;
  }

  async write(text: string): Promise<void> {
    const message = { ContentType: 'text/plain', Content: text } as const;
    await this.participant.send(
      new SendMessageCommand({ ConnectionToken: this.connectionToken, ...message }),
    );
  }

  /** The session id of the newest `authentication.initiated`. */
  get sessionId(): string {
    const { Content = '{}' } = this.chat.events('authentication.initiated').at(-1) ?? {};
    return (JSON.parse(Content) as { SessionId?: string }).SessionId ?? '';
  }

  async authenticationUrl(): Promise<URL> {
    const { sessionId: SessionId, connectionToken: ConnectionToken } = this;
    const RedirectUri = this.target.redirectUri;
    const { AuthenticationUrl = '' } = await this.participant.send(
      new GetAuthenticationUrlCommand({ ConnectionToken, SessionId, RedirectUri }),
    );
    return new URL(AuthenticationUrl);
  }

  async optOut(): Promise<void> {
    const { sessionId: SessionId, connectionToken: ConnectionToken } = this;
    await this.participant.send(new CancelParticipantAuthenticationCommand({ ConnectionToken, SessionId }));
  }

  /** Signs in at Cognito and comes back with what its redirect carries. */
  signIn(url: URL): Promise<HostedResponse> {
    return signInAtCognito(url, this.target.redirectUri, this.target.customer);
  }

  /** UpdateParticipantAuthentication. */
  async forward({ state, code, error }: Forwarded): Promise<void> {
    const InstanceId = this.target.instanceId;
    await this.connect.send(
      new UpdateParticipantAuthenticationCommand({ InstanceId, State: state, Code: code, Error: error }),
    );
  }

  async transcript(): Promise<readonly Item[]> {
    const page = { MaxResults: 100, SortOrder: 'ASCENDING', ScanDirection: 'BACKWARD' } as const;
    const { Transcript = [] } = await this.participant.send(
      new GetTranscriptCommand({ ConnectionToken: this.connectionToken, ...page }),
    );
    return Transcript;
  }

  /** `Status` of the segment attribute `connect:CustomerAuthentication`, or `absent`. */
  async authenticationStatus(): Promise<string> {
    const { Contact } = await this.connect.send(
      new DescribeContactCommand({ InstanceId: this.target.instanceId, ContactId: this.contactId }),
    );
    const attribute = Contact?.SegmentAttributes?.['connect:CustomerAuthentication'];
    return attribute?.ValueMap?.['Status']?.ValueString ?? 'absent';
  }

  /** Ends the chat and lets go of the connections. */
  async leave(): Promise<void> {
    const { connectionToken: ConnectionToken } = this;
    if (ConnectionToken !== '') {
      // A chat that has ended already needs no goodbye.
      await this.participant
        .send(new DisconnectParticipantCommand({ ConnectionToken }))
        .catch(() => undefined);
    }
    this.#chat?.close();
    this.connect.destroy();
    this.participant.destroy();
  }
}
