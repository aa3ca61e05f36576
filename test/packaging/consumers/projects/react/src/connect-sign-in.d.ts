import type { ConnectSignInIntrinsicElements } from 'connect-sign-in/react';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends ConnectSignInIntrinsicElements {}
  }
}
