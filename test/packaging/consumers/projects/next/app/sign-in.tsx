'use client';

import 'connect-sign-in/define';
import type { ChatjsSession } from 'connect-sign-in';

export function SignIn({ session }: { session: ChatjsSession | null }) {
  return (
    session !== null && (
      <connect-sign-in
        redirectUri="https://www.example.com/auth/callback"
        timeLimit={15}
        chatSession={session}
        onsign-in-ended={({ detail }) => console.log(detail.outcome)}
      />
    )
  );
}
