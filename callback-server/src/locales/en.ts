import type { Words } from '../page-words.js';

/** English. */
export const en: Words = {
  pages: {
    opening: { title: 'Opening sign-in…', text: 'You are being taken to the secure sign-in page.' },
    accepted: { title: 'You are done here', text: 'Your chat now shows the result of your sign-in.' },
    alreadyAccepted: {
      title: 'This sign-in is already completed',
      text: 'There is nothing left to do here. Your chat shows the result.',
    },
    declined: { title: 'You did not sign in', text: 'Your chat continues without it.' },
    checkChat: {
      title: 'Please look at your chat',
      text: 'Your chat has already received an answer for this sign-in and shows the result.',
    },
    neutral: { title: 'Please go back to your chat', text: 'There is nothing to do on this page.' },
    waiting: {
      title: 'One moment, please',
      text: 'Many people are signing in right now. Your sign-in is kept; please leave this page open.',
    },
    unavailable: {
      title: 'This takes longer than usual',
      text: 'The chat service did not answer in time. Your sign-in is kept; please leave this page open.',
    },
    tooOld: {
      title: 'This sign-in took too long',
      text: 'Nothing was lost. Go back to your chat and choose “Sign in” again.',
    },
    rejected: {
      title: 'The chat did not take this sign-in',
      text: 'It has expired or was used before. Go back to your chat: it shows what you can do next.',
    },
    fault: {
      title: 'Something is wrong on our side',
      text: 'Your sign-in could not be passed on. Go back to your chat and continue without signing in.',
    },
    unbound: {
      title: 'This link was opened in another browser',
      text: 'For your safety nothing was passed on. Go back to your chat, in the browser where you started, and choose “Sign in” there.',
    },
    invalid: {
      title: 'This link is not complete',
      text: 'It cannot be used to sign in. Go back to your chat and choose “Sign in” again.',
    },
    startRefused: {
      title: 'Sign-in cannot start from here',
      text: 'Go back to your chat and choose “Sign in” there.',
    },
    notFound: { title: 'There is no such page', text: 'Go back to your chat.' },
    methodNotAllowed: { title: 'This page cannot be used that way', text: 'Go back to your chat.' },
  },
  continueToSignIn: 'Continue to sign-in',
  backToChat: 'Back to the chat',
  tryNow: 'Try now',
  triesAgain: 'This page tries again by itself in about {time}.',
  closeWindow: 'You can close this window.',
  reference: 'Reference:',
};
