import { z } from 'zod';

const seconds = z.number().nonnegative();

/**
 * What AWS does not document, as knobs. Every default is the most likely behaviour; `FIDELITY.md` says what it rests on.
 * A product that works under each setting of each knob does not depend on a guess.
 */
export const fidelitySchema = z
  .strictObject({
    /** `scope` of the authentication URL; `null` leaves the parameter out, so that all scopes of the app client apply. */
    authenticationUrlScope: z.string().nullable().default('openid email profile phone'),
    /** Whether the authentication URL carries a PKCE challenge (RFC 7636), whose verifier Connect keeps. */
    authenticationUrlPkce: z.boolean().default(false),
    /** Whether the authentication URL carries a `nonce`, which Connect then finds in the ID token. */
    authenticationUrlNonce: z.boolean().default(false),
    /** Form of `state`: 64 URL-safe characters, a UUID, 1000 characters, or characters that need percent-encoding. */
    stateForm: z.enum(['opaque', 'uuid', 'longest', 'reserved-characters']).default('opaque'),
    /** How long a `state` is good for, in seconds from GetAuthenticationUrl; `null`: as long as the block waits. */
    stateLifetimeSeconds: seconds.nullable().default(null),
    /** The error for a late, used or foreign session id of GetAuthenticationUrl and CancelParticipantAuthentication. */
    sessionIdRefusal: z.enum(['ValidationException', 'AccessDeniedException']).default('ValidationException'),
    /** UpdateParticipantAuthentication with a `state` that was never issued; `accepted` answers 200 and does nothing. */
    unknownState: z
      .enum(['InvalidRequestException', 'ConflictException', 'accepted'])
      .default('InvalidRequestException'),
    /** UpdateParticipantAuthentication with a `state` that was answered before. */
    usedState: z
      .enum(['ConflictException', 'InvalidRequestException', 'accepted'])
      .default('ConflictException'),
    /** UpdateParticipantAuthentication with a `state` whose block ended without an answer, or that is too old. */
    expiredState: z
      .enum(['ConflictException', 'InvalidRequestException', 'accepted'])
      .default('ConflictException'),
    /** UpdateParticipantAuthentication with both a code and an error. */
    codeAndError: z.enum(['InvalidRequestException', 'code', 'error']).default('InvalidRequestException'),
    /** UpdateParticipantAuthentication with neither; `error-branch` accepts it and the block takes its Error branch. */
    neitherCodeNorError: z
      .enum(['InvalidRequestException', 'error-branch'])
      .default('InvalidRequestException'),
    /** Time from the 200 of UpdateParticipantAuthentication to the redemption of the code, in seconds. */
    redemptionDelaySeconds: seconds.default(0),
    /** Which event of a success comes first. */
    successOrder: z.enum(['succeeded-first', 'display-name-first']).default('succeeded-first'),
    /** What makes `authentication.expired`: the URL window passing unused, the block timer (then no `timeout`), or nothing. */
    expiredTrigger: z.enum(['url-window', 'block-timer', 'never']).default('url-window'),
    /** Whether an unused URL window ends the block at its Timeout or Error branch, or leaves it waiting for its timer. */
    expiredBranch: z.enum(['Timeout', 'Error', 'keeps-waiting']).default('Timeout'),
    /** Whether GetTranscript lists the authentication events. */
    authenticationEventsInTranscript: z.boolean().default(true),
    /** What was said while no websocket was open: lost (GetTranscript has it) or sent when the next one subscribes. */
    missedItems: z.enum(['lost', 'redelivered']).default('lost'),
    /** Whether terminal authentication events carry the session id as `initiated` does. */
    terminalEventContent: z.enum(['none', 'session-id']).default('none'),
    /** `ParticipantRole` of the authentication events. */
    authenticationEventRole: z.enum(['SYSTEM', 'CUSTOMER', 'absent']).default('SYSTEM'),
    /** `Status` of the contact's `connect:CustomerAuthentication` segment attribute after opting out. */
    statusAfterOptOut: z.enum(['absent', 'FAILED', 'TIMEOUT']).default('absent'),
    /** When the block's timer starts: at entry, or anew when the authentication URL is fetched. */
    blockTimerStart: z.enum(['block-entry', 'authentication-url']).default('block-entry'),
    /** Whether a customer's message starts the block's timer anew. */
    messageRestartsBlockTimer: z.boolean().default(false),
    /** Whether the block's timer still runs while the code is redeemed. */
    blockTimerDuringRedemption: z.enum(['stopped', 'running']).default('stopped'),
    /** CancelParticipantAuthentication after the authentication URL was fetched. */
    cancelAfterUrl: z.enum(['accepted', 'refused']).default('accepted'),
    /** CancelParticipantAuthentication while the code is redeemed: refused, or it wins over the redemption. */
    cancelDuringRedemption: z.enum(['refused', 'accepted']).default('refused'),
    /** `Cross-Origin-Opener-Policy` of Cognito's pages: `same-origin`, or no such header. */
    cognitoOpenerPolicy: z.enum(['same-origin', 'absent']).default('same-origin'),
    /** Whether Cognito's error redirects carry `state`. */
    cognitoErrorState: z.enum(['present', 'absent']).default('present'),
    /** How often Cognito percent-decodes `state` where it asks nobody, because a session exists. */
    cognitoStateDecoding: z.enum(['once', 'twice']).default('once'),
    /** Origins that CORS lets call the Participant Service: any, or the instance's approved origins. */
    participantOrigins: z.enum(['any', 'approved']).default('any'),
    /** When the flow starts: with the customer's first connection, or already with StartChatContact. */
    flowStart: z.enum(['first-connection', 'start-chat-contact']).default('first-connection'),
  })
  .readonly();

/** Settings of {@link fidelitySchema}, complete. */
export type Fidelity = z.output<typeof fidelitySchema>;

/** Every knob at its default. */
export const DEFAULT_FIDELITY: Fidelity = fidelitySchema.parse({});
