import {
  ConnectClient,
  StartChatContactCommand,
  UpdateParticipantAuthenticationCommand,
} from '@aws-sdk/client-connect';
import {
  CancelParticipantAuthenticationCommand,
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  GetAuthenticationUrlCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import type { ChatItem, LocalConnect } from 'local-connect';
import WebSocket from 'ws';
import { Browser } from './cognito/browser.js';

export const REDIRECT_URI = 'https://auth.example.com/callback';

/** The unmodified SDK client of Amazon Connect, pointed at a local one. */
export function connectClient(local: LocalConnect, credentials = local.credentials): ConnectClient {
  const { accessKeyId, secretAccessKey } = credentials;
  return new ConnectClient({
    region: local.region,
    endpoint: local.connectEndpoint,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
}

/** The unmodified SDK client of the Participant Service; it signs with empty keys, which mean nothing. */
export function participantClient(local: LocalConnect): ConnectParticipantClient {
  return new ConnectParticipantClient({
    region: local.region,
    endpoint: local.connectEndpoint,
    credentials: { accessKeyId: '', secretAccessKey: '' },
    maxAttempts: 1,
  });
}

/** A websocket that speaks chatjs's protocol and keeps every item it gets. */
export class ChatSocket {
  readonly items: ChatItem[] = [];
  readonly frames: { topic: string; [name: string]: unknown }[] = [];
  readonly socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as { topic: string; content: string };
      this.frames.push(frame);
      if (frame.topic === 'aws/chat') this.items.push(JSON.parse(frame.content) as ChatItem);
      for (const check of this.#waiting) check();
    });
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
    });
    return this;
  }

  say(topic: string, content?: unknown): void {
    this.socket.send(JSON.stringify({ topic, ...(content === undefined ? {} : { content }) }));
  }

  async subscribe(): Promise<this> {
    this.say('aws/subscribe', { topics: ['aws/chat'] });
    await this.until(() => this.frames.some(({ topic }) => topic === 'aws/subscribe'));
    return this;
  }

  /** Resolves once a condition on what arrived is true. */
  until(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve) => {
      const check = () => {
        if (!condition()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
    });
  }

  /** The n-th event whose content type ends so; waits for it. */
  async event(suffix: string, nth = 1): Promise<ChatItem> {
    const found = () => this.items.filter(({ ContentType }) => ContentType.endsWith(`.${suffix}`))[nth - 1];
    await this.until(() => found() !== undefined);
    return found()!;
  }

  /** Content types in order of arrival, shortened. */
  get order(): readonly string[] {
    return this.items.map(({ ContentType }) =>
      ContentType.replace('application/vnd.amazonaws.connect.event.', ''),
    );
  }

  close(): void {
    this.socket.terminate();
  }
}

/** A customer in a chat, over the unmodified SDK clients. */
export class ChatCustomer {
  readonly local: LocalConnect;
  readonly connect: ConnectClient;
  readonly participant: ConnectParticipantClient;
  readonly contactId: string;
  readonly participantToken: string;
  connectionToken = '';
  socketUrl = '';
  chat!: ChatSocket;

  constructor(local: LocalConnect, contactId: string, participantToken: string) {
    this.local = local;
    this.contactId = contactId;
    this.participantToken = participantToken;
    this.connect = connectClient(local);
    this.participant = participantClient(local);
  }

  /** Starts a chat without connecting to it. */
  static async start(local: LocalConnect): Promise<ChatCustomer> {
    const client = connectClient(local);
    const { ContactId, ParticipantToken } = await client.send(
      new StartChatContactCommand({
        InstanceId: local.instanceId,
        ContactFlowId: local.contactFlowId,
        ParticipantDetails: { DisplayName: 'Guest' },
      }),
    );
    client.destroy();
    return new ChatCustomer(local, ContactId!, ParticipantToken!);
  }

  /** Starts a chat and connects to it. */
  static async join(local: LocalConnect): Promise<ChatCustomer> {
    const customer = await ChatCustomer.start(local);
    await customer.connectChat();
    return customer;
  }

  /** Starts a chat and makes its flow ask for sign-in. */
  static async inBlock(local: LocalConnect): Promise<ChatCustomer> {
    const customer = await ChatCustomer.join(local);
    await customer.write(local.say);
    await customer.chat.event('authentication.initiated');
    return customer;
  }

  async connectChat(): Promise<void> {
    const { Websocket, ConnectionCredentials } = await this.participant.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken: this.participantToken,
        Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
      }),
    );
    this.connectionToken = ConnectionCredentials!.ConnectionToken!;
    this.socketUrl = Websocket!.Url!;
    this.chat = await (await new ChatSocket(this.socketUrl).open()).subscribe();
  }

  write(text: string): Promise<void> {
    return this.writeAs('text/plain', text);
  }

  async writeAs(contentType: string, text: string): Promise<void> {
    await this.participant.send(
      new SendMessageCommand({
        ConnectionToken: this.connectionToken,
        ContentType: contentType,
        Content: text,
      }),
    );
  }

  async sessionId(nth = 1): Promise<string> {
    const { Content } = await this.chat.event('authentication.initiated', nth);
    return (JSON.parse(Content!) as { SessionId: string }).SessionId;
  }

  async authenticationUrl(nth = 1): Promise<URL> {
    const SessionId = await this.sessionId(nth);
    const { AuthenticationUrl } = await this.participant.send(
      new GetAuthenticationUrlCommand({
        ConnectionToken: this.connectionToken,
        SessionId,
        RedirectUri: REDIRECT_URI,
      }),
    );
    return new URL(AuthenticationUrl!);
  }

  async cancel(nth = 1): Promise<void> {
    const SessionId = await this.sessionId(nth);
    await this.participant.send(
      new CancelParticipantAuthenticationCommand({ ConnectionToken: this.connectionToken, SessionId }),
    );
  }

  /** Signs in at Cognito; returns what its redirect brings to the redirect URI. */
  async signIn(
    url: URL,
    { username, password } = this.local.customers[0]!,
  ): Promise<{ state: string; code: string }> {
    const page = await new Browser(this.local.cognitoEndpoint).open(url);
    const { address } = await page.submit({ username, password });
    return { state: address.searchParams.get('state')!, code: address.searchParams.get('code')! };
  }

  async forward(response: { state: string; code?: string; error?: string }): Promise<void> {
    await this.connect.send(
      new UpdateParticipantAuthenticationCommand({
        InstanceId: this.local.instanceId,
        State: response.state,
        Code: response.code,
        Error: response.error,
      }),
    );
  }

  leave(): void {
    this.chat.close();
    this.connect.destroy();
    this.participant.destroy();
  }
}
