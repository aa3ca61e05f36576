// Runs inside the restricted page: puts the element there, with a chat that asks for a sign-in at once, and records
// what the policy refuses.
import '../../../widget/src/define.js';
import { FakeChatjs, initiated } from '../fake-chatjs.js';
import { REDIRECT_URI } from './redirect-uri.js';

const { dataset } = document.documentElement;
dataset['refused'] = '';
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  dataset['refused'] = `${dataset['refused'] ?? ''}${violatedDirective} ${blockedURI};`;
});

const blank = document.implementation.createHTMLDocument();
HTMLFormElement.prototype.submit = function () {
  dataset['posted'] = `${this.action} ${this.target}`;
};
window.open = () =>
  ({ document: blank, focus: () => undefined, close: () => undefined }) as unknown as Window;

const chat = new FakeChatjs();
chat.details = { contactId: crypto.randomUUID() };
const element = document.createElement('connect-sign-in');
element.redirectUri = REDIRECT_URI;
element.chatSession = chat as never;
document.body.append(element);
chat.emit('onAuthenticationInitiated', initiated());
