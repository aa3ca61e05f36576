// Types only: a customer session of amazon-connect-chatjs, as its own typings have it, fits the property.
import 'amazon-connect-chatjs';
import type { ConnectSignInElement } from 'connect-sign-in';

export function attach(element: ConnectSignInElement, chatDetails: connect.ChatDetailsInput): void {
  const session = connect.ChatSession.create({
    chatDetails,
    options: { region: 'eu-west-2' },
    type: 'CUSTOMER',
  });
  element.chatSession = session;
  // @ts-expect-error -- a plain object is no chat session
  element.chatSession = {};
  // @ts-expect-error -- there is no such mode
  element.mode = 'window';
}
