import type { ConnectSignInProps } from 'connect-sign-in/react';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'connect-sign-in': ConnectSignInProps;
  }
}
