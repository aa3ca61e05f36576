/** What the chat tells about one Authenticate Customer block, normalised once by the adapter. */
export type ChatEvent =
  | (ChatEventFacts & { readonly type: 'initiated'; readonly sessionId: string })
  | (ChatEventFacts & {
      readonly type: 'succeeded' | 'failed' | 'timedOut' | 'expired' | 'cancelled';
      /** Only where the event names it; the service does not promise it. */
      readonly sessionId?: string | undefined;
    })
  | (ChatEventFacts & { readonly type: 'displayNameUpdated'; readonly displayName: string })
  | (ChatEventFacts & { readonly type: 'chatEnded' })
  /** The chat's connection stands (again): events may have been missed. */
  | (ChatEventFacts & { readonly type: 'connected' });

/** What every chat event may carry. */
export interface ChatEventFacts {
  /** `Id` of the chat item; the same event may be delivered twice. */
  readonly id?: string | undefined;
  /** `AbsoluteTime` of the chat item: the service's clock, in milliseconds since 1970. */
  readonly at?: number | undefined;
}

/**
 * The chat as the prompt needs it. Both calls should reject with a {@link ChatCallError}; anything else they throw or
 * reject with counts as unreachable. They may hang: the caller has its own deadline.
 */
export interface ChatSession {
  /** Tells chats apart in the store, e.g. the initial contact id. Without it a reload does not resume the prompt. */
  readonly contactId?: string | undefined;
  /** GetAuthenticationUrl. Works once per session id and within one minute of `initiated`. */
  getAuthenticationUrl(request: {
    readonly sessionId: string;
    readonly redirectUri: string;
  }): Promise<string>;
  /** CancelParticipantAuthentication. Its success only means that Connect will say `cancelled`. */
  cancelParticipantAuthentication(request: { readonly sessionId: string }): Promise<void>;
  /** Calls the listener with every event until the returned function is called. */
  subscribe(listener: (event: ChatEvent) => void): () => void;
  /** The chat's latest events, oldest first, where the transcript can be read. */
  recentEvents?(): Promise<readonly ChatEvent[]>;
}

/** How the host wants the sign-in page to open. */
export type SignInMode = 'auto' | 'popup' | 'redirect';

/** How it really opens. */
export type SignInWay = 'popup' | 'redirect';

/** The form that is POSTed to the callback server's `/start`. */
export interface StartForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Title and text of the blank window until the server answers. */
  readonly placeholder: string;
}

/** Windows of the browser. */
export interface SignInWindow {
  /** What `auto` means here: `redirect` where popups do not work, `popup` where the page must not be left. */
  resolve(mode: SignInMode): SignInMode;
  /** Opens a window and POSTs the form from it, synchronously, because only a click may open windows. */
  open(form: StartForm): 'opened' | 'blocked';
  /** POSTs the form from this page, which goes away. */
  redirect(form: StartForm): void;
  /** Calls the listener whenever the customer comes back to this page, until the returned function is called. */
  onReturn(listener: () => void): () => void;
}

/** Time. The only place where the prompt gets it from. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** Survives a reload of the page, in this tab only. Never throws. */
export interface SessionStore {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  delete(key: string): void;
}
