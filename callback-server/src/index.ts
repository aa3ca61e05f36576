export { callbackHandler, type CallbackServerOptions, type Ports } from './callback-handler.js';
export { callbackRouter, type CallbackRouter } from './express.js';
export { type NodeRequest } from './node-http.js';
export { handler, type HandlerOptions } from './handler.js';
export { parseOptions, type Settings } from './config.js';
export { type InstanceOptions, type ServerOptions, type SharedOptions } from './config-schema.js';
export { CallbackError, STATUS_OF_ERROR, type CallbackErrorCode } from './errors.js';
export {
  type Acknowledgement,
  type ParticipantAuthentication,
  type Upstream,
} from './forward-authentication.js';
export {
  connectParticipantAuthentication,
  type ConnectCallOptions,
} from './connect-participant-authentication.js';
export { type Hooks, type Outcome, type OutcomeEvent, type UpstreamEvent } from './observation.js';
export { tokenBucket, type Quota, type QuotaShape } from './quota.js';
export { realClock, type Clock, type TimerHandle } from './clock.js';
export { type Instance } from './instance.js';
export { type Brand } from './config-brand.js';
