import assert from 'node:assert/strict';
import { signInLoop } from './sign-in-loop.mjs';

/** Asks the routes of a running Next.js server; `local` is the local-connect that it was configured for. */
export async function check(local, redirectUri) {
  const unusable = await fetch(redirectUri);
  assert.equal(unusable.status, 400);
  assert.match(await unusable.text(), /This link is not complete/u);
  const head = await fetch(`${redirectUri}?code=code&state=state`, { method: 'HEAD' });
  assert.equal(head.status, 405);
  await signInLoop(local, redirectUri);
}
