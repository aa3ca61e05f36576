import type * as Prompt from './prompt.js';

/**
 * Fetches the prompt's module from beside the script-tag bundle, which has this in place of `fetch-prompt.ts`.
 *
 * @param tries - earlier tries that failed; some browsers keep a failure as long as the page lives, so each try has an
 * address of its own. There are no more than these five, so that a page can list the integrity of all.
 */
export const fetchPrompt = (tries: number): Promise<typeof Prompt> => {
  const address = './connect-sign-in-prompt.js' + (tries > 0 ? `?try=${Math.min(tries, 4)}` : '');
  return import(address) as Promise<typeof Prompt>;
};
