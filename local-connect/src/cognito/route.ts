import type { Answer } from './answer.js';
import { authorize } from './authorize.js';
import type { CognitoRequest } from './cognito-request.js';
import { jwks, openidConfiguration } from './discovery.js';
import { errorPage } from './error-page.js';
import { identityProvider } from './identity-provider-page.js';
import { login } from './login.js';
import { logout } from './logout.js';
import { revoke } from './revoke.js';
import { token } from './token.js';
import { userInfo } from './user-info.js';
import type { UserPool } from './user-pool.js';

/** One endpoint of the domain. */
export interface Route {
  /** The name in the journal and in the registry of faults. */
  readonly operation: string;
  readonly methods: readonly string[];
  /** Problems are shown as a page to people and as JSON to programs. */
  readonly audience: 'people' | 'programs';
  /** Any origin may call it from a script, as with Cognito's token, revoke and userInfo endpoints. */
  readonly crossOrigin: boolean;
  readonly answer: (pool: UserPool, request: CognitoRequest) => Answer | Promise<Answer>;
}

const forPeople = (operation: string, methods: readonly string[], answer: Route['answer']): Route => ({
  ...{ operation, methods, answer, audience: 'people', crossOrigin: false },
});
const forPrograms = (operation: string, methods: readonly string[], answer: Route['answer']): Route => ({
  ...{ operation, methods, answer, audience: 'programs', crossOrigin: true },
});

const ROUTES: Readonly<Record<string, Route>> = {
  '/oauth2/authorize': forPeople('oauth2/authorize', ['GET'], authorize),
  '/login': forPeople('login', ['GET', 'POST'], login),
  '/identity-provider': forPeople('identity-provider', ['GET', 'POST'], identityProvider),
  '/logout': forPeople('logout', ['GET'], logout),
  '/error': forPeople('error', ['GET'], errorPage),
  '/oauth2/token': forPrograms('oauth2/token', ['POST'], token),
  '/oauth2/revoke': forPrograms('oauth2/revoke', ['POST'], revoke),
  '/oauth2/userInfo': forPrograms('oauth2/userInfo', ['GET', 'POST'], userInfo),
  '/.well-known/openid-configuration': {
    ...forPrograms('.well-known/openid-configuration', ['GET'], openidConfiguration),
    crossOrigin: false,
  },
  '/.well-known/jwks.json': { ...forPrograms('.well-known/jwks.json', ['GET'], jwks), crossOrigin: false },
};

/** Names of all endpoints, as faults and the journal call them. */
export const COGNITO_OPERATIONS: readonly string[] = Object.values(ROUTES).map(({ operation }) => operation);

/** Finds the endpoint of a path; the `.well-known` ones also answer below the user pool id, where the issuer has them. */
export function routeOf(pool: UserPool, path: string): Route | undefined {
  const below = `/${pool.userPoolId}/.well-known/`;
  const key = path.startsWith(below) ? path.slice(pool.userPoolId.length + 1) : path;
  return Object.hasOwn(ROUTES, key) ? ROUTES[key] : undefined;
}
