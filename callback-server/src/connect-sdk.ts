/** The two names that are used of the AWS SDK, for bundlers; Node itself takes `connect-sdk-required.ts`. */
export { ConnectClient, UpdateParticipantAuthenticationCommand } from '@aws-sdk/client-connect';
