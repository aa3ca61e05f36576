import { INTERACTIVE_CONTENT_TYPE } from './chat-item.js';
import type { Contact } from './contact.js';
import type { ContactControl } from './local-connect.js';

/** The handle a test gets on a contact. */
export function contactControl(contact: Contact): ContactControl {
  const { authentication } = contact;
  const notIn = (what: string) =>
    new Error(`Contact ${contact.id} is ${contact.status}: it cannot ${what} now.`);
  return {
    contactId: contact.id,
    get status() {
      return contact.status;
    },
    get displayName() {
      return contact.customer.displayName;
    },
    expire() {
      if (authentication.state.name !== 'initiated') throw notIn('expire');
      authentication.fireTimer('urlWindow');
    },
    timeOut() {
      const { name } = authentication.state;
      if (name === 'idle' || name === 'ended') throw notIn('time out');
      authentication.fireTimer('timeLimit');
    },
    decline() {
      if (authentication.state.name !== 'urlIssued') throw notIn('be declined');
      authentication.receive({ state: authentication.state.url.state });
    },
    end: () => contact.disconnect('CONTACT_FLOW_DISCONNECT'),
    agent: contact.agent,
    showView(view) {
      const viewToken = contact.views.show(view);
      contact.conversation.append({
        Type: 'MESSAGE',
        ContentType: INTERACTIVE_CONTENT_TYPE,
        Content: JSON.stringify({
          templateType: 'ViewResource',
          version: '1.0',
          data: { content: { viewToken } },
        }),
        DisplayName: 'SYSTEM_MESSAGE',
        ParticipantRole: 'SYSTEM',
      });
    },
    advance: (duration) => contact.clock.advance(duration),
  };
}
