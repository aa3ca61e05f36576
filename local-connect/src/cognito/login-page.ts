import type { Answer } from './answer.js';
import type { AuthorizationRequest } from './authorization-request.js';
import type { FormToken } from './form-token.js';
import { type Html, html } from './html.js';
import { loginTexts } from './login-texts.js';
import { page } from './page.js';
import type { UserPool } from './user-pool.js';

/** What the sign-in page shows besides the empty form. */
export interface LoginPageState {
  readonly token: FormToken;
  /** Goes into the user name field. */
  readonly username: string;
  /** The user name and password before were wrong. */
  readonly wrong: boolean;
}

/** The sign-in page, with the fields `username` and `password` as Cognito's page has them. */
export function loginPage(
  pool: UserPool,
  authorization: AuthorizationRequest,
  state: LoginPageState,
): Answer {
  const texts = loginTexts(authorization.lang);
  const { token, username, wrong } = state;
  const describedBy = wrong && html`aria-invalid="true" aria-describedby="problem"`;
  const focusPassword = username !== '';
  const main = html`
    <h1>${texts.title}</h1>
    <p class="lead">${texts.lead}</p>
    ${wrong && html`<p class="alert" role="alert" id="problem">${texts.wrong}</p>`}
    <form method="post" action="/login?${authorization.query}">
      <input type="hidden" name="_csrf" value="${token.value}" />
      <label for="username">${texts.username}</label>
      <input
        id="username"
        name="username"
        value="${username}"
        autocomplete="username"
        autocapitalize="none"
        spellcheck="false"
        maxlength="256"
        required
        ${!focusPassword && html`autofocus`}
        ${describedBy}
      />
      <label for="password">${texts.password}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        maxlength="256"
        required
        ${focusPassword && html`autofocus`}
        ${describedBy}
      />
      <button type="submit" name="signInSubmitButton">${texts.signIn}</button>
    </form>
    ${authorization.ownUsersOnly ? undefined : providerButtons(pool, authorization)}
    ${pool.knobs.hints && hints(pool)}
  `;
  const { lang, title } = texts;
  const outcome = wrong ? 'wrong-password' : 'page-shown';
  return page(pool, { status: 200, title, main, lang, outcome, setCookie: [token.setCookie] });
}

function providerButtons(pool: UserPool, { query, lang }: AuthorizationRequest): Html {
  const texts = loginTexts(lang);
  const links = pool.identityProviders.map(({ name, title = name }) => {
    const target = new URLSearchParams(query);
    target.set('identity_provider', name);
    return html`<a class="button quiet" href="/oauth2/authorize?${target.toString()}"
      >${texts.continueWith(title)}</a
    >`;
  });
  return links.length === 0
    ? html``
    : html`<p class="or">${texts.or}</p>
        ${links}`;
}

function hints(pool: UserPool): Html {
  const customers = pool.customers.map(
    ({ username, password, given_name: name }) =>
      html`<li>${name}: <code>${username}</code> / <code>${password}</code></li>`,
  );
  return html`<section class="hints" lang="en" aria-label="Demo customers">
    <p>Demo customers</p>
    <ul>
      ${customers}
    </ul>
  </section>`;
}
