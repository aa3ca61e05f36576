import type { Answer } from './answer.js';
import {
  type AuthorizationRequest,
  parseAuthorizationRequest,
  redirectWithError,
} from './authorization-request.js';
import { redirectWithCode } from './authorize.js';
import type { CognitoRequest } from './cognito-request.js';
import { type Customer, findCustomer } from './customer.js';
import { problemPage, signInCancelledPage } from './error-page.js';
import { checkFormToken, type FormToken, issueFormToken } from './form-token.js';
import { html } from './html.js';
import type { IdentityProvider } from './identity-provider.js';
import { page } from './page.js';
import { startSession } from './session.js';
import type { UserPool } from './user-pool.js';

/**
 * `GET` and `POST /identity-provider`: the simulated page of an external provider, where the customer is signed in
 * already and continues or cancels. It stands for another host and for Cognito's `/oauth2/idpresponse`.
 */
export function identityProvider(pool: UserPool, request: CognitoRequest): Answer {
  const parsed = parseAuthorizationRequest(pool, request.query);
  if (!parsed.ok) return parsed.answer;
  const authorization = parsed.request;
  const { provider, query } = authorization;
  if (!provider) return problemPage(pool, 400, 'The request names no identity provider.', 'invalid_request');
  if (request.method === 'GET') {
    return accountPage(pool, authorization, provider, issueFormToken(pool, request, query));
  }
  const checked = checkFormToken(pool, request, query);
  if (!checked.ok) return signInCancelledPage(pool, `form-${checked.problem}`);
  if (request.form.has('cancel')) {
    return redirectWithError(
      pool,
      authorization,
      'access_denied',
      'The customer cancelled at the identity provider.',
    );
  }
  const customer = findCustomer(pool.customers, request.form.get('continue_as') ?? '');
  if (!customer) return problemPage(pool, 400, 'There is no such account.', 'invalid_request');
  const session = { customer, provider: provider.name, authenticatedAt: pool.clock.now() };
  return redirectWithCode(pool, authorization, session, {
    silent: false,
    setCookie: [startSession(pool, session)],
  });
}

function accountPage(
  pool: UserPool,
  { query, prompt, loginHint }: AuthorizationRequest,
  { name, title = name }: IdentityProvider,
  token: FormToken,
): Answer {
  const accounts = prompt.includes('select_account') ? pool.customers : signedInAccount(pool, loginHint);
  const others = new URLSearchParams(query);
  others.set('prompt', 'select_account');
  const buttons = accounts.map(
    ({ username, given_name: givenName, email }) =>
      html`<button class="account" name="continue_as" value="${username}">
        <span>Continue as ${givenName}</span> <small>${email}</small>
      </button>`,
  );
  const main = html`
    <h1>Sign in with ${title}</h1>
    <p class="lead">
      A shop wants to know who you are. ${title} will share your name, email address and phone number.
    </p>
    <form method="post" action="/identity-provider?${query}">
      <input type="hidden" name="_csrf" value="${token.value}" />
      ${buttons}
      <button class="quiet" name="cancel" value="1">Cancel</button>
    </form>
    ${
      accounts.length < pool.customers.length &&
      html`<p class="more"><a href="/identity-provider?${others.toString()}">Use another account</a></p>`
    }
  `;
  return page(pool, {
    status: 200,
    title: `Sign in with ${title}`,
    main,
    outcome: 'page-shown',
    setCookie: [token.setCookie],
  });
}

function signedInAccount(pool: UserPool, loginHint: string): readonly Customer[] {
  const hinted = findCustomer(pool.customers, loginHint);
  return hinted ? [hinted] : pool.customers.slice(0, 1);
}
