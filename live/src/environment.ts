import type { Target } from './target.js';

/** Variables that name what the check runs against, and what each is. */
export const VARIABLES = {
  AWS_REGION: 'Region of the instance',
  CONNECT_INSTANCE_ID: 'instance id',
  CONNECT_CONTACT_FLOW_ID: 'id of an inbound flow with an Authenticate Customer block',
  LIVE_REDIRECT_URI: 'a redirect URI that is registered at the app client; nothing is sent there',
  LIVE_USERNAME: 'a test user of the user pool',
  LIVE_PASSWORD: 'the password of that user',
} as const;

/** Variables with a default. */
export const OPTIONAL_VARIABLES = {
  LIVE_SAY: 'the chat message that makes the flow reach the block (default: sign in)',
  LIVE_TIME_LIMIT_MINUTES: 'time limit of the block in minutes, 3 to 15 (default: 3)',
} as const;

/**
 * Reads the target. Credentials and endpoint variables (`AWS_ENDPOINT_URL_CONNECT`,
 * `AWS_ENDPOINT_URL_CONNECTPARTICIPANT`) are read by the SDK itself.
 *
 * @throws Error that names every variable that is missing or wrong
 */
export function readTarget(environment: Readonly<Record<string, string | undefined>>): Target {
  const missing = Object.entries(VARIABLES).filter(([name]) => (environment[name] ?? '') === '');
  const problems = missing.map(([name, meaning]) => `${name} is not set: ${meaning}`);
  const value = (name: keyof typeof VARIABLES) => environment[name] ?? '';
  const timeLimitMinutes = Number(environment['LIVE_TIME_LIMIT_MINUTES'] ?? '3');
  if (!(timeLimitMinutes >= 3 && timeLimitMinutes <= 15)) {
    problems.push('LIVE_TIME_LIMIT_MINUTES is wrong: expected a number from 3 to 15');
  }
  if (value('LIVE_REDIRECT_URI') !== '' && !URL.canParse(value('LIVE_REDIRECT_URI'))) {
    problems.push('LIVE_REDIRECT_URI is wrong: expected an absolute URL');
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return {
    region: value('AWS_REGION'),
    instanceId: value('CONNECT_INSTANCE_ID'),
    contactFlowId: value('CONNECT_CONTACT_FLOW_ID'),
    redirectUri: value('LIVE_REDIRECT_URI'),
    customer: { username: value('LIVE_USERNAME'), password: value('LIVE_PASSWORD') },
    say: environment['LIVE_SAY'] ?? 'sign in',
    timeLimitMinutes,
  };
}
