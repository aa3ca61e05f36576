/** Calls a listener of the host; one that throws must not change what the customer sees. */
export function quietly(notify: () => void): void {
  try {
    notify();
  } catch {
    // The host's own listener failed; there is nobody left to tell.
  }
}
