// Page script of the component benchmark: one chat that asks for a sign-in when it is told to.
/* global document, requestAnimationFrame -- it runs in a browser */
import '/dist/connect-sign-in.js';

const element = document.querySelector('connect-sign-in');
const listeners = new Set();
const chat = {
  contactId: crypto.randomUUID(),
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  getAuthenticationUrl: () => Promise.resolve('https://shop.example.com/oauth2/authorize?state=s'),
  cancelParticipantAuthentication: () => Promise.resolve(),
};

const statusIs = (wanted) =>
  new Promise((resolve) => {
    element.addEventListener('sign-in-status', ({ detail }) => detail.status === wanted && resolve());
  });

/** After the frame that shows what was drawn until now: a message posted in it comes when it has been produced. */
const painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(undefined);
    });
  });

/** A task of its own, so that nothing of the caller's is measured. */
const task = (run) => new Promise((resolve) => setTimeout(() => resolve(run())));

const initiated = () => {
  performance.mark('initiated');
  const event = { type: 'initiated', id: '1', at: Date.now(), sessionId: crypto.randomUUID() };
  for (const listener of listeners) listener(event);
};

/** `warm`: the chat was attached before, as in every real chat; `cold`: attached in the moment of the request. */
globalThis.measure = async (start) => {
  const offered = statusIs('offered');
  if (start === 'warm') {
    element.chatSession = chat;
    while (!element.shadowRoot.querySelector('[part=base]')) await painted();
    await painted();
    await task(initiated);
  } else {
    await task(async () => {
      performance.mark('initiated');
      element.chatSession = chat;
      await element.updateComplete;
      initiated();
    });
  }
  await offered;
  await element.updateComplete;
  await painted();
  performance.mark('painted');
  const card = element.shadowRoot.querySelector('[part=sign-in]').getBoundingClientRect();
  if (card.height === 0) throw new Error('the prompt is not drawn');
};
