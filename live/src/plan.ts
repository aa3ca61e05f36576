import type { Scenario } from './scenario.js';
import type { Target } from './target.js';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Says what a run will create and call in the account, before it does. */
export function describePlan(
  target: Target,
  scenarios: readonly Scenario[],
  endpoint: string | undefined,
): string {
  const chats = sum(scenarios.map(({ chats: each }) => each));
  const signIns = sum(scenarios.map(({ signIns: each = 0 }) => each));
  const longest = Math.max(0, ...scenarios.map(({ seconds = 0 }) => seconds));
  return `This run will use ${endpoint ?? 'Amazon Connect'} in ${target.region}:

  instance   ${target.instanceId}
  flow       ${target.contactFlowId}
  user       ${target.customer.username}

It will create ${chats} chat contacts, named "connect-sign-in live check", which are billed and stay in the instance's
contact records. It will sign the user in ${signIns} times at Cognito; Connect may create or change that user's
customer profile. It creates no other resource, changes no setting, and deletes nothing. Every chat is ended.

It takes about ${Math.ceil((longest + 60) / 60)} minutes. Do not run it while the quota of 2 UpdateParticipantAuthentication calls a second
is needed by customers of the same account and Region.
`;
}
