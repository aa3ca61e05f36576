/**
 * What is to happen to a request: `hang` never answers, `drop-before` closes the connection before anything is done,
 * `drop-after` does everything and then closes it, an object is the answer in place of the real one.
 */
export type Fault =
  'continue' | 'hang' | 'drop-before' | 'drop-after' | { readonly status: number; readonly body?: unknown };
