/**
 * What the documents' code takes as given: values that its reader has, and a framework that only its reader installs.
 * A name that is not in this list, in the code itself or in the platform fails the check.
 */
export const GIVEN = `
/// <reference types="amazon-connect-chatjs" />
/** A customer session of amazon-connect-chatjs. */
declare const chatSession: import('connect-sign-in').ChatjsSession;
/** What the host's backend got from StartChatContact, and the same as chatjs wants it. */
declare const startChatResult: { ContactId: string; ParticipantId: string; ParticipantToken: string };
declare const chatDetails: { contactId: string; participantId: string; participantToken: string };
/** A contact's id. */
declare const contactId: string;
/** The snippet of the hosted communication widget. */
declare const amazon_connect: (name: string, value: unknown) => void;
declare namespace connect {
  /** chatjs reads it; its typings lack it. */
  interface ChatGlobalConfig { endpoint?: string }
}
/** The element on the reader's page, and a chat connection of the reader's own. */
declare const element: import('connect-sign-in').ConnectSignInElement;
declare const socket: WebSocket;
declare const client: import('@aws-sdk/client-connectparticipant').ConnectParticipantClient;
declare const currentToken: string;
/** Classes of the AWS SDK where the text around the code names them. */
declare const ConnectClient: typeof import('@aws-sdk/client-connect').ConnectClient;
declare const StartChatContactCommand: typeof import('@aws-sdk/client-connect').StartChatContactCommand;
/** The reader's server: Express application, options shown elsewhere, address of a store, secret. */
declare const app: import('express').Express;
declare const options: import('connect-sign-in-callback').CallbackServerOptions;
declare const url: string;
declare const keyFromYourSecretStore: string;
/** Frameworks that are installed where the code for them is built: \`npm run test:consumers\`. */
declare module 'vue' {
  interface GlobalComponents {}
  type DefineComponent<Props> = new () => { $props: Props };
}
declare module 'svelte/elements' { interface SvelteHTMLElements {} }
declare module '@vitejs/plugin-vue' { const vue: (options: object) => import('vite').Plugin; export default vue; }
declare module '@angular/core' {
  const CUSTOM_ELEMENTS_SCHEMA: { name: string };
  function Component(metadata: { selector: string; template: string; schemas?: object[] }): ClassDecorator;
  const input: { required<T>(): () => T };
}
`;
