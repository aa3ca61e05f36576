import type * as Prompt from './prompt.js';

/** Fetches the prompt's module as a chunk of the host's bundle. */
export const fetchPrompt: (tries: number) => Promise<typeof Prompt> = () => import('./prompt.js');
