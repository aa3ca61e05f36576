import { type JournalEntry, type LocalConnect, startLocalConnect } from 'local-connect';
import { expect } from 'vitest';
import { OPTIONS } from '../callback-server/fixtures/site.js';
import { standAlone, type StandAlone } from '../callback-server/fixtures/stand-alone.js';
import { ChatCustomer, REDIRECT_URI } from '../local-connect/chat-customer.js';
import { Visitor } from './visitor.js';

export const [SHOP] = OPTIONS.allowedOrigins;
export const [KEY] = OPTIONS.bindingKeys;
/** The second key of the server: it no longer signs and still verifies. */
export const OLD_KEY = 'the-key-before-the-rotation-0123456789-abcdef';

/** A chat in its Authenticate Customer block, with the authentication URL that Connect gave to it. */
export interface AskedChat {
  readonly chat: ChatCustomer;
  readonly contactId: string;
  readonly url: string;
  readonly state: string;
}

/**
 * The stand-alone callback server in a process of its own, before a local-connect. It is configured as in production,
 * with an https redirect URI, so its cookies are those of production; a proxy that ends TLS would stand before it.
 */
export interface AttackStage {
  readonly local: LocalConnect;
  readonly server: StandAlone;
  /** A browser that knows nothing yet. */
  visitor(): Visitor;
  /** Starts a chat and lets its flow ask for sign-in. */
  askedChat(): Promise<AskedChat>;
  /** Whatever reached Connect's UpdateParticipantAuthentication after a sequence number of the journal. */
  received(after: number): readonly JournalEntry[];
  /** The journal's last sequence number. */
  now(): number;
  /** Runs an attack, and demands that it made Connect hear nothing at all. */
  hearsNothing<T>(attack: () => Promise<T>): Promise<T>;
  /** Signs a customer in as the product means it, and demands that Connect heard it once and took its Success branch. */
  honestSignIn(asked?: AskedChat): Promise<void>;
  close(): Promise<void>;
}

const OPERATION = 'UpdateParticipantAuthentication';

/** Starts the stage; every test file has its own. */
export async function attackStage(more: Readonly<Record<string, string>> = {}): Promise<AttackStage> {
  const local = await startLocalConnect({
    callbackUrls: [REDIRECT_URI],
    // The attacks are not about quotas, and there are many of them.
    throttles: { [OPERATION]: null },
  });
  const server = await standAlone({
    CONNECT_INSTANCE_ID: local.instanceId,
    AWS_ACCESS_KEY_ID: local.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: local.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_CONNECT: local.connectEndpoint,
    REDIRECT_URI,
    ALLOWED_ORIGINS: OPTIONS.allowedOrigins.join(','),
    COGNITO_DOMAINS: local.cognitoEndpoint,
    COGNITO_CLIENT_ID: local.clientId,
    BINDING_KEYS: `${KEY},${OLD_KEY}`,
    CONNECT_RATE: '1000',
    CONNECT_BURST: '1000',
    ...more,
  });
  const chats: ChatCustomer[] = [];
  const now = () => local.journal.entries().at(-1)?.sequence ?? 0;
  const received = (after: number) => local.journal.entries({ operation: OPERATION, after });

  const stage: AttackStage = {
    local,
    server,
    now,
    received,
    visitor: () => new Visitor(server.url),
    async askedChat() {
      const chat = await ChatCustomer.inBlock(local);
      chats.push(chat);
      const url = await chat.authenticationUrl();
      const state = url.searchParams.get('state') ?? '';
      return { chat, contactId: chat.contactId, url: url.href, state };
    },
    async hearsNothing(attack) {
      const before = now();
      const result = await attack();
      expect(received(before)).toEqual([]);
      return result;
    },
    async honestSignIn(given) {
      const asked = given ?? (await stage.askedChat());
      const before = now();
      const customer = stage.visitor();
      const opening = await customer.start(asked.url);
      expect(opening.status).toBe(200);
      const answer = await customer.callback(await asked.chat.signIn(new URL(asked.url)));
      expect([answer.status, answer.location]).toEqual([303, '/done?outcome=accepted']);
      await local.until(asked.contactId, 'Success');
      expect(received(before)).toMatchObject([{ contactId: asked.contactId, outcome: 'ok' }]);
    },
    async close() {
      for (const chat of chats) chat.leave();
      await server.stop();
      await local.close();
    },
  };
  return stage;
}
