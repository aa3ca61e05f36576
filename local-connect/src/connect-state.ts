import type { IssuedUrl } from './block-state.js';
import type { ChatWebsockets } from './chat-websocket.js';
import type { Clock } from './clock.js';
import type { Redemption } from './code-redemption.js';
import type { Contacts } from './contacts.js';
import type { Contact } from './contact.js';
import type { Deliveries } from './deliveries.js';
import type { Fidelity } from './fidelity.js';
import type { FlowScript } from './flow.js';
import type { Journal } from './journal.js';
import type { PendingWork } from './pending-work.js';
import type { PresignedUrls } from './presigned-url.js';

/** One Amazon Connect instance. */
export interface Instance {
  readonly instanceId: string;
  /** The flow that StartChatContact may name. */
  readonly contactFlowId: string;
  readonly script: FlowScript;
  /** Origins of websites that may call the Participant Service, where the knob asks for them. */
  readonly approvedOrigins: readonly string[];
}

/** Everything that Amazon Connect and its Participant Service know; their operations are functions of it and a request. */
export interface ConnectState {
  readonly instances: readonly Instance[];
  readonly region: string;
  /** Base URL under which clients know the server of Connect. */
  readonly publicUrl: string;
  readonly presignedUrls: PresignedUrls;
  readonly fidelity: Fidelity;
  readonly clock: Clock;
  readonly contacts: Contacts;
  readonly websockets: ChatWebsockets;
  readonly deliveries: Deliveries;
  readonly journal: Journal;
  readonly work: PendingWork;
  /** The user pool and its app client, as the Authenticate Customer block is configured with. */
  readonly cognito: () => {
    readonly url: string;
    readonly clientId: string;
    readonly userPoolId: string;
  };
  readonly redeem: (code: string, url: IssuedUrl) => Promise<Redemption>;
  /** Told whenever a contact's status may have changed. */
  readonly onStatus: (contact: Contact) => void;
}
