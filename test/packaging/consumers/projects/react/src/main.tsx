import 'connect-sign-in/define';
import type { ConnectSignInElement, SignInStatus } from 'connect-sign-in';
import { StrictMode, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { askingChat } from './asking-chat';

export { SignIn } from './SignIn';

const chat = askingChat();

function App() {
  const [status, setStatus] = useState<SignInStatus>('idle');
  const [opening, setOpening] = useState('');
  const [here, setHere] = useState(true);
  const prompt = useRef<ConnectSignInElement>(null);
  return (
    <>
      <output id="status">{status}</output>
      <output id="opening">{opening}</output>
      <button id="leave" onClick={() => setHere(false)}>
        Leave
      </button>
      {here && (
        <connect-sign-in
          ref={prompt}
          redirectUri="https://auth.example.com/callback"
          timeLimit={15}
          chatSession={chat}
          strings={{ 'action.sign-in': 'Sign in' }}
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

const root = document.getElementById('app');
if (root === null) throw new Error('no #app');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
