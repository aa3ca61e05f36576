import type { SessionStore } from './ports.js';

/** The tab's sessionStorage. Where the browser refuses it, nothing survives a reload and nothing else changes. */
export const browserSessionStore: SessionStore = {
  get: (key) => attempt(() => sessionStorage.getItem(key)) ?? undefined,
  set: (key, value) => attempt(() => sessionStorage.setItem(key, value)),
  delete: (key) => attempt(() => sessionStorage.removeItem(key)),
};

function attempt<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch {
    return undefined;
  }
}
