import { reasonOf, statusOf } from './events.js';
import type { IconName } from './icons.js';
import type { SignInStrings } from './locales/en.js';
import type { SignInMode } from './ports.js';
import { isOpen, type SignInState } from './sign-in-state.js';

/** What the prompt shows, in the customer's words. */
export interface PromptView {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly notice?: string | undefined;
  /** Label of the button that opens the sign-in page. */
  readonly signIn?: string | undefined;
  /** Label of the button that opens it in this tab instead. */
  readonly here?: string | undefined;
  /** Label of the button that goes on without a sign-in. */
  readonly optOut?: string | undefined;
}

const ICON: Readonly<Record<ReturnType<typeof statusOf>, IconName>> = {
  idle: 'lock',
  'requesting-url': 'busy',
  offered: 'lock',
  'signing-in': 'window',
  confirming: 'busy',
  'opting-out': 'busy',
  succeeded: 'check',
  failed: 'alert',
  timeout: 'clock',
  expired: 'clock',
  'opted-out': 'forward',
  disconnected: 'ended',
};

/**
 * Chooses the words for a state.
 *
 * @param mode - what a click on "Sign in" would do
 */
export function promptView(
  state: SignInState,
  strings: SignInStrings,
  mode: SignInMode,
): PromptView | undefined {
  const status = statusOf(state);
  if (status === 'idle' || state.status === 'idle') return undefined;
  const { attempt } = state;
  const icon = ICON[status];
  const title = strings[`${status}.title`];
  const text = strings[`${status}.text`];
  if (!isOpen(state)) {
    const isNamed = status === 'succeeded' && attempt.displayName !== undefined;
    return {
      icon,
      text,
      title: isNamed ? fill(strings['succeeded.named'], 'name', attempt.displayName) : title,
    };
  }
  const optOut = strings['action.opt-out'];
  const here = state.status === 'offered' && attempt.blocked > 0 && mode === 'auto';
  const notice = noticeOf(reasonOf(state), strings, here);
  const isPending = attempt.authenticationUrl === undefined && attempt.refusal === undefined;
  if (isPending || state.status === 'optingOut') return { icon, title, text, notice, optOut };
  if (attempt.refusal !== undefined) {
    return {
      icon: 'alert',
      title: strings['refused.title'],
      text: strings[`refused.${attempt.refusal}`],
      notice,
      optOut,
    };
  }
  const action = state.status !== 'offered' ? 'open-again' : attempt.blocked > 0 ? 'try-again' : 'sign-in';
  return {
    icon,
    title,
    text: state.status === 'offered' && mode === 'redirect' ? strings['offered-here.text'] : text,
    notice,
    signIn: strings[`action.${action}`],
    here: here ? strings['action.here'] : undefined,
    optOut,
  };
}

/** Puts a value into a text's placeholder. */
export function fill(text: string, name: string, value: string): string {
  return text.replace(`{${name}}`, () => value);
}

function noticeOf(
  reason: ReturnType<typeof reasonOf>,
  strings: SignInStrings,
  here: boolean,
): string | undefined {
  switch (reason) {
    case 'window-blocked':
      return strings[here ? 'notice.window-blocked-here' : 'notice.window-blocked'];
    case 'unfinished':
    case 'opt-out-refused':
      return strings[`notice.${reason}`];
    default:
      return undefined;
  }
}
