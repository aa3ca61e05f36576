import type { ConnectSignInProps } from 'connect-sign-in/react';
import type { DefineComponent } from 'vue';

declare module 'vue' {
  interface GlobalComponents {
    'connect-sign-in': DefineComponent<ConnectSignInProps>;
  }
}
