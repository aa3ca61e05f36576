import { hash } from 'node:crypto';

/** SHA-256 of a `state`, base64url: what cookies, memory and logs hold instead of the state itself. */
export function hashOfState(state: string): string {
  return hash('sha256', state, 'base64url');
}

/** First characters of the hash of a state: joins log lines of one sign-in. */
export function flowOf(state: string): string {
  return hashOfState(state).slice(0, 12);
}

/**
 * The values that Connect may have issued when Cognito returned this `state`. With an existing session Cognito has been
 * seen to decode `state` once more or to turn `+` into a space (aws-amplify/amplify-js#5218), and nothing wider is tried.
 *
 * @returns the state as received, then the others; no duplicates
 */
export function possibleStates(received: string): string[] {
  return [...new Set([received, received.replaceAll(' ', '+'), decodedOnce(received)])];
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
