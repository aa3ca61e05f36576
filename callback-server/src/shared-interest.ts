/** Somebody who waits for an answer; the signal ends when the browser has gone. Reading it may be what makes it. */
export interface Interested {
  readonly signal: AbortSignal;
}

/** The interest of all who wait for one call; its signal ends when the last of them has gone. */
export interface SharedInterest extends Interested {
  join(visitor: Interested): void;
  /** The call is over: nobody's signal is listened to any more. */
  end(): void;
}

/**
 * The interest of a first visitor and of those who join. Signals are dear, and only a call that has to wait asks for one,
 * so none is read or made before that.
 */
export function sharedInterest(first: Interested): SharedInterest {
  const waiting = new Map<Interested, () => void>();
  let abort: AbortController | undefined;

  function lose(visitor: Interested): void {
    waiting.delete(visitor);
    if (waiting.size === 0) abort?.abort();
  }

  function watch(visitor: Interested, leave: () => void): void {
    if (visitor.signal.aborted) leave();
    else visitor.signal.addEventListener('abort', leave, { once: true });
  }

  function join(visitor: Interested): void {
    const leave = () => lose(visitor);
    waiting.set(visitor, leave);
    if (abort !== undefined) watch(visitor, leave);
  }

  join(first);
  return {
    join,
    get signal() {
      if (abort === undefined) {
        abort = new AbortController();
        for (const [visitor, leave] of [...waiting]) watch(visitor, leave);
      }
      return abort.signal;
    },
    end() {
      if (abort === undefined) return;
      for (const [visitor, leave] of waiting) visitor.signal.removeEventListener('abort', leave);
    },
  };
}
