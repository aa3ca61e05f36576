/** The engines that tests know. */
export type Engine = 'chromium' | 'firefox' | 'webkit';

/**
 * A window or tab. Selectors are CSS and match in the document and in every open shadow root, but must not span two
 * roots. Every method waits for what it needs and throws when that does not come within {@link PATIENCE_MS}.
 */
export interface Tab {
  open(url: string): Promise<void>;
  /** Presses an element as a person does, which the browser takes for a user gesture. */
  click(selector: string): Promise<void>;
  /** Replaces the text of a field by typing. */
  fill(selector: string, text: string): Promise<void>;
  /** Resolves once an element matches and its text contains `text`. */
  see(selector: string, text?: string): Promise<void>;
  url(): Promise<string>;
  /** Evaluates an expression in the page. */
  evaluate(expression: string): Promise<unknown>;
}

/** A fresh browser profile: no cookies, no storage, nothing of another profile. */
export interface Profile {
  readonly tab: Tab;
  /** Does something that opens a window, and resolves with that window. */
  opened(action: () => Promise<void>): Promise<Tab>;
  /** Resolves once every window but the first is closed or at an accepted address; with `closed` or the address of each. */
  settled(accepts: (url: string) => boolean): Promise<readonly string[]>;
  /** Errors that the pages wrote to the console or threw. */
  problems(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A running browser whose profiles go through one proxy. */
export interface Browser {
  readonly name: string;
  readonly version: string;
  newProfile(): Promise<Profile>;
  close(): Promise<void>;
}

/** The longest wait for one thing on a page, in milliseconds. */
export const PATIENCE_MS = 30_000;
