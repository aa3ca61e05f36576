import 'connect-sign-in/define';
import type { ChatjsSession } from 'connect-sign-in';

export function SignIn({ session }: { session: ChatjsSession }) {
  return (
    <connect-sign-in
      redirectUri="https://auth.example.com/callback"
      timeLimit={15}
      chatSession={session}
      onsign-in-ended={({ detail }) => console.log(detail.outcome)}
    />
  );
}
