import { fieldsOf } from './chat-item.js';
import { DEADLINE } from './deadlines.js';
import type { SessionStore } from './ports.js';
import { isSecureUrl } from './secure-url.js';
import { isOpen, type OpenState, type SignInState } from './sign-in-state.js';

/** Version of the remembered form; another one is not read. */
const VERSION = 1;

/** What a chat's prompt survives a reload of the page with. Without a contact id it remembers nothing. */
export class AttemptMemory {
  readonly #store: SessionStore;

  constructor(store: SessionStore) {
    this.#store = store;
  }

  /**
   * Reads the state of an earlier page.
   *
   * @param now - this browser's clock, in milliseconds
   * @returns nothing where there is none of ours, or its block has ended by now in any case
   */
  recall(contactId: string | undefined, now: number): OpenState | undefined {
    return contactId === undefined ? undefined : parse(this.#store.get(keyOf(contactId)), now);
  }

  /** Writes an open state. The authentication URL is in it: it can be asked for only once. */
  keep(contactId: string | undefined, state: SignInState): void {
    if (contactId !== undefined)
      this.#store.set(keyOf(contactId), JSON.stringify({ version: VERSION, state }));
  }

  drop(contactId: string | undefined): void {
    if (contactId !== undefined) this.#store.delete(keyOf(contactId));
  }
}

function keyOf(contactId: string): string {
  return `connect-sign-in:${contactId}`;
}

function parse(text: string | undefined, now: number): OpenState | undefined {
  try {
    const { version, state } = fieldsOf(JSON.parse(text ?? ''));
    const remembered = state as SignInState;
    if (version !== VERSION || !isOpen(remembered)) return undefined;
    const { authenticationUrl, receivedAt } = remembered.attempt;
    const age = now - receivedAt;
    const isUsable = authenticationUrl === undefined || isSecureUrl(authenticationUrl);
    return isUsable && age >= 0 && age < DEADLINE.offered ? remembered : undefined;
  } catch {
    // Not JSON, or not of this shape.
    return undefined;
  }
}
