import type { FinishedOutcome } from './finished-sign-in.js';
import type { Instance } from './instance.js';
import { safetyHeaders } from './page-headers.js';
import type { Reply } from './reply.js';

/** Path and query of the page that shows an outcome; made of the configuration and a fixed word only. */
export function doneLocation(donePath: string, outcome: FinishedOutcome): string {
  return `${donePath}?outcome=${outcome}`;
}

/** 303 to the clean page, so that the address with the code never becomes an entry of the history. */
export function seeOther(instance: Instance, outcome: FinishedOutcome, setCookies: readonly string[]): Reply {
  const headers = {
    ...safetyHeaders(instance.redirectUri.startsWith('https:')),
    location: doneLocation(instance.paths.done, outcome),
  };
  return { status: 303, headers, cookies: setCookies };
}
