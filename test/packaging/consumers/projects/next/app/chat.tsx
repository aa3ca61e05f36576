'use client';

import 'connect-sign-in/define';
import type { ChatSession, SignInStatus } from 'connect-sign-in';
import { useEffect, useState } from 'react';
import { askingChat } from './asking-chat';
import { SignIn } from './sign-in';

export function Chat() {
  const [status, setStatus] = useState<SignInStatus>('idle');
  const [opening, setOpening] = useState('');
  const [here, setHere] = useState(true);
  const [chat, setChat] = useState<ChatSession | null>(null);
  useEffect(() => setChat(askingChat()), []);
  return (
    <>
      <output id="status">{status}</output>
      <output id="opening">{opening}</output>
      <button id="leave" onClick={() => setHere(false)}>
        Leave
      </button>
      <SignIn session={null} />
      {here && chat !== null && (
        <connect-sign-in
          redirectUri="https://auth.example.com/callback"
          timeLimit={15}
          chatSession={chat}
          onsign-in-status={({ detail }) => setStatus(detail.status)}
          onsign-in-opening={(event) => {
            event.preventDefault();
            setOpening(event.detail.way);
          }}
        />
      )}
    </>
  );
}
