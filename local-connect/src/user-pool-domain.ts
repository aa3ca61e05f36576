import type { Clock } from './clock.js';
import { createCognito, type Cognito } from './cognito/cognito.js';
import { checkRegisteredUrl } from './cognito/app-client.js';
import { type SigningKeys, generateSigningKeys } from './cognito/keys.js';
import type { Fault, Faults } from './faults.js';
import type { Journal } from './journal.js';
import { type Options, OptionsError } from './options.js';

/** The user pool of one local-connect. */
export interface UserPoolDomain {
  readonly cognito: Cognito;
  readonly userPoolId: string;
  readonly clientId: string;
  registerCallbackUrl(url: string): void;
}

/** What the user pool shares with the rest. */
export interface UserPoolParts {
  readonly faults: Faults;
  readonly journal: Journal;
  /** Default: new ones. */
  readonly signingKeys?: SigningKeys | undefined;
}

/**
 * Makes the user pool with its domain.
 *
 * @param endpoint - base URL at which browsers reach it
 * @throws OptionsError when a registered URL is not valid
 */
export function createUserPoolDomain(
  options: Options,
  endpoint: string,
  clock: Clock,
  { faults, journal, signingKeys }: UserPoolParts,
): UserPoolDomain {
  const userPoolId = options.userPoolId ?? `${options.region}_LocalPool`;
  const clients = options.clients.map(({ clientId, callbackUrls, logoutUrls, scopes }, index) => ({
    clientId,
    callbackUrls: [...callbackUrls, ...(index === 0 ? options.callbackUrls : [])],
    logoutUrls: [...logoutUrls, ...(index === 0 ? options.logoutUrls : [])],
    ...(scopes === undefined ? {} : { scopes }),
  }));
  const [blockClient] = clients;
  if (!blockClient) throw new OptionsError('clients: at least one is needed.');
  const { customers, identityProviders, fidelity } = options;
  try {
    const cognito = createCognito({
      ...{ endpoint, userPoolId, clients, clock },
      // Made off the main thread while everything starts; nobody needs them before the first sign-in.
      keys: signingKeys ?? generateSigningKeys(),
      region: options.region,
      hints: options.hints,
      coop: fidelity.cognitoOpenerPolicy === 'same-origin',
      errorRedirectsWithState: fidelity.cognitoErrorState === 'present',
      stateDecodedTwice: fidelity.cognitoStateDecoding === 'twice',
      ...(customers ? { customers: customers.map(asUser) } : {}),
      ...(identityProviders ? { identityProviders: identityProviders.map(withoutUndefined) } : {}),
      onCall: ({ operation, outcome, status }) =>
        journal.add({ service: 'cognito', operation, outcome, status }),
      beforeCall: (operation) => Promise.resolve(asCognitoFault(faults.take(operation))),
    });
    return {
      cognito,
      userPoolId,
      clientId: blockClient.clientId,
      registerCallbackUrl(url) {
        checkRegisteredUrl(url);
        if (!blockClient.callbackUrls.includes(url)) blockClient.callbackUrls.push(url);
      },
    };
  } catch (error) {
    throw error instanceof TypeError ? new OptionsError(error.message, { cause: error }) : error;
  }
}

type CustomerOption = NonNullable<Options['customers']>[number];

const asUser = ({ username, password, name, familyName, email, phoneNumber }: CustomerOption) => ({
  ...{ username, password },
  given_name: name,
  family_name: familyName,
  email: email ?? `${username}@example.com`,
  phone_number: phoneNumber,
});

const withoutUndefined = (provider: NonNullable<Options['identityProviders']>[number]) => ({
  name: provider.name,
  ...(provider.title === undefined ? {} : { title: provider.title }),
  ...(provider.identifiers === undefined ? {} : { identifiers: provider.identifiers }),
});

function asCognitoFault(fault: Fault | undefined) {
  if (!fault) return 'continue';
  if ('hang' in fault) return 'hang';
  if ('drop' in fault) return fault.drop === 'before' ? 'drop-before' : 'drop-after';
  // AWS errors are refused for Cognito's endpoints when the fault is set.
  return 'status' in fault ? fault : 'continue';
}
