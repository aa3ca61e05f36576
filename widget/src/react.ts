import type { ConnectSignInElement } from './connect-sign-in.js';
import type { SignInEventMap } from './events.js';

/** Attributes, properties and events of `<connect-sign-in>` in JSX; React 19 sets properties and listens itself. */
export type ConnectSignInProps = Partial<
  Pick<
    ConnectSignInElement,
    | 'redirectUri'
    | 'startUri'
    | 'mode'
    | 'identityProvider'
    | 'returnTo'
    | 'locale'
    | 'announce'
    | 'timeLimit'
    | 'chatSession'
    | 'strings'
  >
> & {
  readonly [Name in keyof SignInEventMap as `on${Name}`]?: (event: SignInEventMap[Name]) => void;
} & {
  readonly key?: string | number | null;
  readonly ref?:
    ((element: ConnectSignInElement | null) => void) | { current: ConnectSignInElement | null } | null;
  readonly id?: string;
  readonly slot?: string;
  readonly className?: string;
  readonly style?: object;
  readonly lang?: string;
  readonly dir?: string;
  readonly hidden?: boolean;
  readonly children?: unknown;
  readonly 'redirect-uri'?: string;
  readonly 'start-uri'?: string;
  readonly 'identity-provider'?: string;
  readonly 'return-to'?: string;
  readonly 'time-limit'?: number | string;
};

/** For the page's own declaration of React's intrinsic elements. */
export interface ConnectSignInIntrinsicElements {
  'connect-sign-in': ConnectSignInProps;
}
