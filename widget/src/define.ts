import { ConnectSignInElement } from './connect-sign-in.js';

const TAG = 'connect-sign-in';

// Where there is no DOM, importing this does nothing.
if (typeof customElements !== 'undefined') {
  const existing = customElements.get(TAG);
  if (!existing) customElements.define(TAG, ConnectSignInElement);
  else if (existing !== ConnectSignInElement) {
    // eslint-disable-next-line no-console -- for the page's developer
    console.warn(`<${TAG}>: another copy of the script is in use`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'connect-sign-in': ConnectSignInElement;
  }
}
