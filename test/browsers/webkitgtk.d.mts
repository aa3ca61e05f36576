/** Sends one command of a WebDriver session, such as `('POST', '/url', { url })`. */
export type WebDriverCommand = (method: string, path: string, body?: unknown) => Promise<unknown>;

export declare const MINIBROWSER: string;

export declare function startWebKitDriver(): Promise<{ readonly url: string; stop(): void }>;

export declare function openWebKitSession(
  driver: string,
  browserArguments?: readonly string[],
  signal?: AbortSignal,
): Promise<{ readonly command: WebDriverCommand; readonly version: string }>;
