export { type AwsErrorName } from './aws-error.js';
export { type Branch } from './block-state.js';
export { type ChatItem } from './chat-item.js';
export { type Clock, type ManualClock, type TimerHandle, manualClock, realClock } from './clock.js';
export { type SigningKeys, generateSigningKeys } from './cognito/keys.js';
export { type ContactStatus } from './contact.js';
export { type Deliveries, type ItemMatch } from './deliveries.js';
export { type Fault, type Faults, type WaitingFault } from './faults.js';
export { DEFAULT_FIDELITY, type Fidelity } from './fidelity.js';
export { type FlowScript } from './flow.js';
export { type Journal, type JournalEntry, type JournalFilter } from './journal.js';
export {
  type AgentControl,
  type ContactControl,
  type LocalConnect,
  type LocalConnectOptions,
  type SocketControl,
} from './local-connect.js';
export { type OperationName } from './operations.js';
export { OptionsError } from './options.js';
export { startLocalConnect } from './start.js';
export { type ViewDraft } from './views.js';
