import type { AgentControl, ChatItem } from 'local-connect';
import type { ChatCustomer } from '../chat-customer.js';
import { expectThat, type StandInScenario } from '../scenario.js';

/** A scenario in which an agent is there and does something, of which the customer's websocket then tells. */
const told = (
  name: string,
  command: string,
  act: (agent: AgentControl, customer: ChatCustomer) => Promise<void> | void,
  tells: (item: ChatItem) => boolean,
): StandInScenario => ({
  name,
  command,
  async run(scene, local) {
    const customer = await scene.join();
    await customer.chat.caughtUp();
    const { agent } = local.contact(customer.contactId);
    agent.join('Sam');
    await act(agent, customer);
    await customer.chat.until(() => customer.chat.items.some(tells), `what tells that it ${name}`);
  },
});

/** What a scripted agent does. */
export const AGENT: readonly StandInScenario[] = [
  told(
    'lets an agent join',
    'agent-join',
    () => undefined,
    ({ ParticipantRole, DisplayName }) => ParticipantRole === 'AGENT' && DisplayName === 'Sam',
  ),
  told(
    'lets an agent say something',
    'agent-say',
    (agent) => void agent.say('How can I help?'),
    ({ Content }) => Content === 'How can I help?',
  ),
  told(
    'lets an agent type',
    'agent-type',
    (agent) => agent.type(),
    ({ ContentType }) => ContentType.endsWith('.typing'),
  ),
  told(
    'lets an agent acknowledge what the customer wrote',
    'agent-acknowledge',
    async (agent, customer) => {
      await customer.write('hello');
      agent.acknowledge('read');
    },
    ({ Type }) => Type === 'MESSAGEMETADATA',
  ),
  told(
    'lets an agent leave',
    'agent-leave',
    (agent) => {
      agent.leave();
      expectThat(agent.participant === undefined, 'nobody is there');
    },
    ({ ContentType }) => ContentType.endsWith('.participant.left'),
  ),
];
