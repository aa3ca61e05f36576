/** The prompt's words in English, and the list of all texts that a locale has. */
export const strings = {
  /** Name of the prompt for assistive technology. */
  label: 'Sign in',
  'requesting-url.title': 'Preparing sign-in…',
  'requesting-url.text': 'This takes a moment.',
  'offered.title': 'Sign in to continue',
  'offered.text': 'Sign-in opens in a new window. When you’re done, come back to this chat.',
  'offered-here.text': 'You’ll leave this page to sign in, and come back to this chat right after.',
  'refused.title': 'Sign-in isn’t available right now',
  'refused.late':
    'This request is too old. Continue without signing in, and ask in the chat to sign in again.',
  'refused.rejected':
    'It may already be open in another tab. Finish it there, or continue without signing in.',
  'refused.throttled': 'Too many people are signing in. You can continue without signing in for now.',
  'refused.unreachable': 'The sign-in service didn’t answer. You can continue without signing in for now.',
  'refused.misconfigured': 'Sign-in isn’t set up on this page. You can continue without signing in.',
  'signing-in.title': 'Finish signing in',
  'signing-in.text': 'Finish in the sign-in window. This chat updates by itself as soon as you’re done.',
  'confirming.title': 'Checking your sign-in…',
  'confirming.text': 'This takes a few seconds.',
  'opting-out.title': 'Continuing without signing in…',
  'opting-out.text': 'This takes a moment.',
  'succeeded.title': 'You’re signed in',
  /** Title when the name is known; `{name}` is the customer's display name. */
  'succeeded.named': 'You’re signed in as {name}',
  'succeeded.text': 'You can go on with your chat.',
  'failed.title': 'You’re not signed in',
  'failed.text': 'Signing in didn’t work. The chat goes on and will tell you what you can do next.',
  'timeout.title': 'Time to sign in is up',
  'timeout.text': 'You’re not signed in. The chat goes on and may ask you again.',
  'expired.title': 'This request to sign in has expired',
  'expired.text': 'You’re not signed in. The chat goes on and may ask you again.',
  'opted-out.title': 'Continuing without signing in',
  'opted-out.text': 'You can go on with your chat.',
  'disconnected.title': 'The chat has ended',
  'disconnected.text': 'You no longer need to sign in. Start a new chat if you need help.',
  'notice.window-blocked': 'Your browser blocked the sign-in window. Allow it for this page and try again.',
  'notice.window-blocked-here':
    'Your browser blocked the sign-in window. Try again, or continue in this tab.',
  'notice.unfinished': 'Not finished yet? Go back to the sign-in window, or open sign-in again.',
  'notice.opt-out-refused': 'That didn’t work. Please try again in a moment.',
  'action.sign-in': 'Sign in',
  'action.try-again': 'Try again',
  'action.open-again': 'Open sign-in again',
  'action.here': 'Continue in this tab',
  'action.opt-out': 'Continue without signing in',
  /** Added to the name of a button for assistive technology. */
  'new-window': 'opens in a new window',
  /** Text of the new window until the sign-in page comes. */
  opening: 'Opening sign-in…',
  /** `{time}` is minutes and seconds, such as 2:05. */
  'time-left': '{time} left',
  'spoken.60': 'One minute left to sign in.',
  'spoken.30': '30 seconds left to sign in.',
} as const;

/** All texts of the prompt. */
export type SignInStrings = Readonly<Record<keyof typeof strings, string>>;
