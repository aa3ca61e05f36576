// What each chat of a soak does and what goes wrong in it, from one seed: the same seed makes the same plans.

/** A sequence of numbers from 0 to 1 (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the customer wants, and how many of a hundred want it. */
const INTENTS = { 'sign in': 76, 'opt out': 8, decline: 5, 'walk away': 6, 'walk away from the window': 5 };

/** What goes wrong, and how many of a hundred chats it happens in. */
export const FAULTS = {
  nothing: 34,
  'Connect throttles': 5,
  'Connect answers 500': 4,
  'Connect hangs': 2,
  'the call to Connect is dropped before its effect': 4,
  'the call to Connect is dropped after its effect': 4,
  'the token endpoint answers 500': 3,
  'the token endpoint drops the connection': 2,
  'the authentication URL is throttled': 3,
  'the answer with the authentication URL is lost': 2,
  'the websocket drops': 4,
  'the websocket drops and is refused once': 3,
  'the outcome comes twice': 3,
  'the outcome comes late': 3,
  'the outcome is lost with the websocket': 3,
  'the outcome comes in the wrong order': 2,
  'the window is blocked': 4,
  'the window is closed': 3,
  'the page is reloaded': 4,
  'the callback is asked for twice': 3,
  'the connection of the callback breaks': 3,
  'a stranger opens the link first': 2,
};

/** The second server is killed and started again in so many chats of a hundred. */
const RESTARTS = 2;

function pick(weights, next) {
  let left = next() * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  for (const [name, weight] of Object.entries(weights)) if ((left -= weight) < 0) return name;
  throw new Error('no weight was left');
}

/** Plans of chats, one after the other. */
export function* plans(seed) {
  const next = random(seed);
  for (;;) {
    yield {
      intent: pick(INTENTS, next),
      fault: pick(FAULTS, next),
      restart: next() * 100 < RESTARTS,
      customer: next(),
      times: 1 + Math.floor(next() * 3),
      // Random choices on the way, such as which server a request meets.
      next: random(Math.floor(next() * 2 ** 32)),
    };
  }
}
