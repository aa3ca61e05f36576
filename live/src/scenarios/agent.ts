import { expectThat, type StandInScenario } from '../scenario.js';

/** What a scripted agent does. */
export const AGENT: readonly StandInScenario[] = [
  {
    name: 'lets an agent join',
    command: 'agent-join',
    async run(scene, local) {
      const customer = await scene.join();
      await customer.chat.caughtUp();
      local.contact(customer.contactId).agent.join('Sam');
      await customer.chat.until(
        () =>
          customer.chat.items.some(
            ({ ParticipantRole, DisplayName }) => ParticipantRole === 'AGENT' && DisplayName === 'Sam',
          ),
        'the agent',
      );
    },
  },
  {
    name: 'lets an agent say something',
    command: 'agent-say',
    async run(scene, local) {
      const customer = await scene.join();
      const { agent } = local.contact(customer.contactId);
      agent.join();
      agent.say('How can I help?');
      await customer.chat.until(
        () => customer.chat.items.some(({ Content }) => Content === 'How can I help?'),
        'the words',
      );
    },
  },
  {
    name: 'lets an agent type',
    command: 'agent-type',
    async run(scene, local) {
      const customer = await scene.join();
      const { agent } = local.contact(customer.contactId);
      agent.join();
      agent.type();
      await customer.chat.until(
        () => customer.chat.items.some(({ ContentType }) => ContentType.endsWith('.typing')),
        'the typing',
      );
    },
  },
  {
    name: 'lets an agent acknowledge what the customer wrote',
    command: 'agent-acknowledge',
    async run(scene, local) {
      const customer = await scene.join();
      const { agent } = local.contact(customer.contactId);
      agent.join();
      await customer.write('hello');
      agent.acknowledge('read');
      await customer.chat.until(
        () => customer.chat.items.some(({ Type }) => Type === 'MESSAGEMETADATA'),
        'the receipt',
      );
    },
  },
  {
    name: 'lets an agent leave',
    command: 'agent-leave',
    async run(scene, local) {
      const customer = await scene.join();
      const { agent } = local.contact(customer.contactId);
      agent.join('Sam');
      agent.leave();
      await customer.chat.event('participant.left');
      expectThat(agent.participant === undefined, 'nobody is there');
    },
  },
];
