export { ChatCallError, type ChatCallProblem } from './chat-call-error.js';
export { chatjsChatSession, type ChatjsSession } from './chatjs-chat-session.js';
export { ConnectSignInElement } from './connect-sign-in.js';
export {
  type SignInEndedDetail,
  type SignInEventMap,
  type SignInOpeningDetail,
  type SignInReason,
  type SignInStatus,
  type SignInStatusDetail,
} from './events.js';
export { type SignInStrings } from './locales/en.js';
export {
  type ChatEvent,
  type ChatEventFacts,
  type ChatSession,
  type SignInMode,
  type SignInWay,
} from './ports.js';
export { type SignInOutcome } from './sign-in-state.js';
