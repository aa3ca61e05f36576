import { randomBytes } from 'node:crypto';
import type { Contact } from './contact.js';

/** The customer of a contact, found by a bearer token. */
export interface Bearer {
  readonly contact: Contact;
}

/** A connection token lives for one day, in milliseconds (API reference, `CreateParticipantConnection`). */
export const CONNECTION_TOKEN_LIFE_MS = 24 * 3_600_000;

/** A customer must connect this soon after StartChatContact, in milliseconds (API reference, `StartChatContact`). */
export const FIRST_CONNECTION_MAX_MS = 5 * 60_000;

/** How long contacts are kept. */
export interface ContactsOptions {
  /** How many ended contacts stay known. */
  readonly endedMax: number;
  /** Told when an ended contact is no longer known. */
  readonly onForgotten: (contactId: string) => void;
}

/** All contacts, and what leads to them: ids, the two kinds of token, and `state` values. */
export class Contacts {
  readonly #contacts = new Map<string, Contact>();
  readonly #participantTokens = new Map<string, Bearer>();
  readonly #connectionTokens = new Map<string, Bearer & { readonly until: number }>();
  readonly #clientTokens = new Map<string, Contact>();
  readonly #states = new Map<string, { readonly contact: Contact; used: boolean }>();
  /** Ended contacts that are still known, in order of their end. */
  readonly #ended = new Set<Contact>();
  readonly #options: ContactsOptions;

  constructor(options: ContactsOptions) {
    this.#options = options;
  }

  add(contact: Contact): void {
    this.#contacts.set(contact.id, contact);
  }

  get(contactId: string): Contact | undefined {
    return this.#contacts.get(contactId);
  }

  all(): readonly Contact[] {
    return [...this.#contacts.values()];
  }

  /** Remembers which contact a StartChatContact with this client token made. */
  addClientToken(clientToken: string, contact: Contact): void {
    this.#clientTokens.set(clientToken, contact);
  }

  byClientToken(clientToken: string): Contact | undefined {
    return this.#clientTokens.get(clientToken);
  }

  /** A participant token: good for CreateParticipantConnection alone, as long as the chat lasts. */
  issueParticipantToken(bearer: Bearer): string {
    const token = newToken();
    this.#participantTokens.set(token, bearer);
    return token;
  }

  /** A connection token: good for every other operation, for one day of the contact's clock. */
  issueConnectionToken(bearer: Bearer): string {
    const token = newToken();
    this.#connectionTokens.set(token, {
      ...bearer,
      until: bearer.contact.clock.now() + CONNECTION_TOKEN_LIFE_MS,
    });
    return token;
  }

  byParticipantToken(token: string): Bearer | undefined {
    return this.#participantTokens.get(token);
  }

  byConnectionToken(token: string): Bearer | undefined {
    const found = this.#connectionTokens.get(token);
    return found && found.contact.clock.now() < found.until ? found : undefined;
  }

  /** Remembers whose authentication a `state` belongs to. */
  addState(state: string, contact: Contact): void {
    this.#states.set(state, { contact, used: false });
  }

  byState(state: string): { readonly contact: Contact; used: boolean } | undefined {
    return this.#states.get(state);
  }

  /**
   * Takes the tokens of an ended contact. The contact and its `state` values stay known, so that a late answer is not an
   * unknown one, until {@link ContactsOptions.endedMax} others have ended after it.
   */
  retire(contact: Contact): void {
    for (const tokens of [this.#participantTokens, this.#connectionTokens])
      deleteWhere(tokens, (bearer) => bearer.contact === contact);
    this.#ended.add(contact);
    const [oldest] = this.#ended;
    if (oldest && this.#ended.size > this.#options.endedMax) this.#forget(oldest);
  }

  /** Forgets everything. */
  clear(): void {
    for (const map of [this.#contacts, this.#participantTokens, this.#connectionTokens, this.#clientTokens])
      map.clear();
    this.#states.clear();
    this.#ended.clear();
  }

  #forget(contact: Contact): void {
    this.#ended.delete(contact);
    this.#contacts.delete(contact.id);
    deleteWhere(this.#states, (state) => state.contact === contact);
    deleteWhere(this.#clientTokens, (other) => other === contact);
    this.#options.onForgotten(contact.id);
  }
}

function deleteWhere<Value>(map: Map<string, Value>, matches: (value: Value) => boolean): void {
  for (const [key, value] of map) if (matches(value)) map.delete(key);
}

const newToken = () => randomBytes(48).toString('base64url');
