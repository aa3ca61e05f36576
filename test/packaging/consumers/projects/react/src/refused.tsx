// Types only: what JSX must refuse, and attributes in their own spelling.
import { askingChat } from './asking-chat';

// @ts-expect-error -- there is no such mode
export const mode = <connect-sign-in mode="window" />;
// @ts-expect-error -- no chat session
export const chat = <connect-sign-in chatSession={42} />;
// @ts-expect-error -- no such property
export const typo = <connect-sign-in redirectUrl="https://auth.example.com/callback" />;
export const attributes = (
  <connect-sign-in
    key="chat"
    className="prompt"
    redirect-uri="https://auth.example.com/callback"
    time-limit="15"
    identity-provider="ExampleID"
    aria-label="Sign-in"
    data-testid="prompt"
    chatSession={askingChat()}
  >
    <span slot="note">Privacy</span>
  </connect-sign-in>
);
