/**
 * Why a chat ended.
 *
 * Source: Amazon Connect Administrator Guide, contact record data model, `DisconnectReason` of chats.
 */
export type DisconnectReason =
  | 'API'
  | 'CONTACT_FLOW_DISCONNECT'
  | 'CUSTOMER_CONNECTION_NOT_ESTABLISHED'
  | 'CUSTOMER_DISCONNECT'
  | 'EXPIRED';

/** The end of a chat. */
export interface ContactEnd {
  /** Milliseconds by the contact's clock. */
  readonly at: number;
  readonly reason: DisconnectReason;
}
