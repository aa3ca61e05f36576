/**
 * Content types of the chat events around the Authenticate Customer block, as the service emits them.
 *
 * Source: amazon-connect-chatjs `src/constants.js`. ChatJS itself says `Successful` and `Canceled`; its README says
 * `authentication.success`. These spellings are the ones on the wire.
 */
export const EVENT_CONTENT_TYPE = {
  authenticationInitiated: 'application/vnd.amazonaws.connect.event.authentication.initiated',
  authenticationSucceeded: 'application/vnd.amazonaws.connect.event.authentication.succeeded',
  authenticationFailed: 'application/vnd.amazonaws.connect.event.authentication.failed',
  authenticationTimeout: 'application/vnd.amazonaws.connect.event.authentication.timeout',
  authenticationExpired: 'application/vnd.amazonaws.connect.event.authentication.expired',
  authenticationCancelled: 'application/vnd.amazonaws.connect.event.authentication.cancelled',
  participantDisplayNameUpdated: 'application/vnd.amazonaws.connect.event.participant.displayname.updated',
  chatEnded: 'application/vnd.amazonaws.connect.event.chat.ended',
} as const;

/** A content type of {@link EVENT_CONTENT_TYPE}. */
export type EventContentType = (typeof EVENT_CONTENT_TYPE)[keyof typeof EVENT_CONTENT_TYPE];

/**
 * Limits of the operations, in characters unless the name says otherwise.
 *
 * Sources: Amazon Connect API Reference, `UpdateParticipantAuthentication`; Amazon Connect Participant Service API
 * Reference, `GetAuthenticationUrl` and `CancelParticipantAuthentication`.
 */
export const CONNECT_LIMIT = {
  stateMax: 1000,
  instanceIdMax: 100,
  codeMax: 2048,
  errorMax: 2048,
  errorDescriptionMax: 2048,
  /** The authentication session's id, exact length. */
  sessionIdLength: 36,
  redirectUriMax: 1024,
  authenticationUrlMax: 2083,
  /** GetAuthenticationUrl works within this time after `authentication.initiated`, in milliseconds. */
  authenticationUrlWindowMs: 60_000,
  /** Shortest and default time limit of the Authenticate Customer block, in milliseconds. */
  blockTimeoutMinMs: 3 * 60_000,
  /** Longest time limit of the Authenticate Customer block, in milliseconds. */
  blockTimeoutMaxMs: 15 * 60_000,
  /** Life of a Cognito authorization code, in milliseconds. */
  codeLifetimeMs: 5 * 60_000,
} as const;
