import type { Answer } from './answer.js';
import type { CognitoRequest } from './cognito-request.js';
import { html } from './html.js';
import { page } from './page.js';
import type { UserPool } from './user-pool.js';

// Fixed texts only: the page shows nothing of what is in its address.
const EXPLANATION: Readonly<Record<string, string>> = {
  redirect_mismatch:
    'The redirect URI of the request is not registered for this app client. It must match a registered callback URL character for character.',
  invalid_client: 'There is no app client with this client ID.',
  invalid_request: 'The request lacks a parameter, or one of them is not valid.',
};

/** `GET /error`: Cognito's own page for errors that must not reach the redirect URI. */
export function errorPage(pool: UserPool, request: CognitoRequest): Answer {
  const error = request.query.get('error') ?? '';
  const explanation = Object.hasOwn(EXPLANATION, error) ? EXPLANATION[error] : undefined;
  return problemPage(
    pool,
    400,
    explanation ?? 'The request could not be completed.',
    explanation ? error : 'error-page',
  );
}

/** The page for a form that came too late, from another browser or without its cookie. */
export function signInCancelledPage(pool: UserPool, outcome: string): Answer {
  return problemPage(
    pool,
    400,
    'This sign-in took too long or was started in another window. Go back to where you came from and start again.',
    outcome,
  );
}

/** A page for a request that is not answered. */
export function problemPage(pool: UserPool, status: number, explanation: string, outcome: string): Answer {
  return page(pool, {
    status,
    title: 'Something went wrong',
    main: html`<h1>Something went wrong</h1>
      <p role="alert">${explanation}</p>`,
    outcome,
  });
}
