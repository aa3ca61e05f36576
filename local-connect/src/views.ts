import { randomBytes, randomUUID } from 'node:crypto';

/** What a ShowView block shows, to be rendered by the chat UI. */
export interface ViewDraft {
  readonly name: string;
  /** Template, a JSON text. */
  readonly template?: string;
  /** Schema of the data that the template takes, a JSON text. */
  readonly inputSchema?: string;
  /** What the customer can do in it. */
  readonly actions?: readonly string[];
}

/** A view that was shown. */
export interface View extends ViewDraft {
  readonly id: string;
}

/** The views shown in one chat, by the token that their messages carry. */
export class Views {
  readonly #views = new Map<string, View>();

  /** Keeps a view; returns the token for DescribeView. */
  show(draft: ViewDraft): string {
    const token = randomBytes(48).toString('base64url');
    this.#views.set(token, { ...draft, id: randomUUID() });
    return token;
  }

  get(token: string): View | undefined {
    return this.#views.get(token);
  }
}
