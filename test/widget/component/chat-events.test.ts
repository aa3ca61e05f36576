/* eslint-disable @typescript-eslint/no-floating-promises -- plugins type chai's plain assertions as thenable */
import { expect, oneEvent } from '@open-wc/testing';
import {
  AUTHENTICATION_URL,
  EVENT,
  FakeChatjs,
  initiated,
  item,
  OTHER_SESSION_ID,
  SESSION_ID,
} from '../fake-chatjs.js';
import { FakeWindows, newChat, offer, promptFixture, until, untilStatus } from './prompt-fixture.js';

const about = (sessionId: string) => ({ Content: JSON.stringify({ SessionId: sessionId }) });
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const asked = (chat: FakeChatjs) => chat.calls.filter(({ name }) => name === 'getAuthenticationUrl').length;
const read = (chat: FakeChatjs) => chat.calls.filter(({ name }) => name === 'getTranscript').length;

/** A chat whose transcript holds these items. */
function chatWith(...items: unknown[]): FakeChatjs {
  const chat = newChat();
  chat.transcript = { resolve: { data: { Transcript: items } } };
  return chat;
}

describe('<connect-sign-in> and what a chat says', () => {
  it('ignores what is not for it', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    for (const data of [
      undefined,
      null,
      'text',
      { ContentType: 'text/plain', Content: 'authentication.succeeded' },
      { ContentType: `x${EVENT}authentication.succeeded` },
      { ContentType: `${EVENT}toString` },
      item('authentication.initiated', { Content: 'not JSON' }),
      item('authentication.initiated', about('short')),
      item('participant.displayname.updated', { DisplayName: '' }),
      item('participant.displayname.updated', { DisplayName: 'Bo', ParticipantRole: 'AGENT' }),
      item('authentication.succeeded', about(OTHER_SESSION_ID)),
      item('authentication.failed', { AbsoluteTime: ago(3_600_000) }),
    ]) {
      prompt.chat.emit('onMessage', data);
    }
    expect(prompt.element.status).to.equal('offered');
    prompt.chat.emit('onMessage', item('authentication.success', about(SESSION_ID)));
    await prompt.element.updateComplete;
    expect(prompt.part('title')!.textContent).to.equal('You’re signed in');
  });

  it('takes an outcome that names neither session nor time', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    prompt.chat.emit('onMessage', { ContentType: `${EVENT}authentication.failed` });
    expect(prompt.element.status).to.equal('failed');
  });

  it('hears an event once, however often it is delivered', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    const timeout = item('authentication.timeout');
    prompt.chat.emit('onAuthenticationTimeout', timeout);
    prompt.chat.emit('onAuthenticationInitiated', initiated(OTHER_SESSION_ID));
    prompt.chat.emit('onAuthenticationTimeout', timeout);
    expect(prompt.element.status).to.equal('requesting-url');
  });

  it('does not let an older session, delivered late, replace the current one', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    prompt.chat.emit('onAuthenticationInitiated', initiated(OTHER_SESSION_ID, { AbsoluteTime: ago(5_000) }));
    expect(prompt.element.status).to.equal('offered');
    expect(asked(prompt.chat)).to.equal(1);
  });

  it('believes a success that comes after everything else', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    prompt.chat.emit('onAuthenticationExpired', item('authentication.expired'));
    prompt.chat.emit('onAuthenticationSuccessful', item('authentication.succeeded'));
    prompt.chat.emit('onAuthenticationFailed', item('authentication.failed'));
    expect(prompt.element.status).to.equal('succeeded');
  });

  it('keeps a URL that comes while the customer opts out, for when the opt-out is refused', async () => {
    const chat = newChat();
    let answer: (value: unknown) => void = () => undefined;
    let refuse: (error: unknown) => void = () => undefined;
    chat.getAuthenticationUrl = () => new Promise((resolve) => (answer = resolve));
    chat.cancelParticipantAuthentication = () => new Promise((_, reject) => (refuse = reject));
    const prompt = await promptFixture(chat);
    chat.emit('onAuthenticationInitiated', initiated());
    await untilStatus(prompt.element, 'requesting-url');
    prompt.button('opt-out').click();
    answer({ data: { AuthenticationUrl: AUTHENTICATION_URL } });
    chat.emit(
      'onParticipantDisplayNameUpdated',
      item('participant.displayname.updated', { DisplayName: 'Ana' }),
    );
    await prompt.element.updateComplete;
    refuse({ statusCode: 500 });
    await untilStatus(prompt.element, 'offered');
    expect(prompt.button('sign-in')).to.exist;
    expect(prompt.part('notice')!.textContent).to.contain('didn’t work');
  });

  it('lets nobody sign in or opt out where there is nothing to answer', async () => {
    const windows = new FakeWindows();
    const prompt = await promptFixture();
    prompt.element.signIn();
    prompt.element.optOut();
    windows.restore();
    expect(windows.forms).to.deep.equal([]);
    expect(prompt.chat.calls.map(({ name }) => name)).to.deep.equal(['getTranscript']);
    const alone = document.createElement('connect-sign-in');
    alone.signIn();
    expect(alone.status).to.equal('idle');
  });

  const BAD_URLS = [
    undefined,
    'javascript:alert(1)',
    'http://example.com/',
    `https://example.com/${'x'.repeat(3000)}`,
  ];
  it('opens no address but a secure one', async () => {
    for (const AuthenticationUrl of BAD_URLS) {
      const chat = newChat();
      chat.url = { resolve: { data: { AuthenticationUrl } } };
      const prompt = await promptFixture(chat);
      await offer(prompt);
      expect(prompt.button('sign-in')).to.be.null;
    }
  });

  it('lives with a session that chatjs could not create', async () => {
    const chat = new FakeChatjs();
    chat.getChatDetails = () => {
      throw new TypeError('not connected');
    };
    chat['onMessage'] = () => {
      throw new TypeError('not connected');
    };
    const prompt = await promptFixture(chat);
    await offer(prompt);
    expect(prompt.element.status).to.equal('offered');
  });

  it('lives with a chat that cannot be listened to, and with one that is none', async () => {
    for (const chat of [
      {
        subscribe: () => {
          throw new Error('no');
        },
      },
      { onSomething: () => undefined },
    ]) {
      const prompt = await promptFixture();
      prompt.element.chatSession = chat as never;
      await prompt.element.updateComplete;
      expect(prompt.element.status).to.equal('idle');
    }
  });

  it('begins anew with another chat, and drops what the earlier one still answers', async () => {
    const first = newChat();
    let answer: (value: unknown) => void = () => undefined;
    first.getAuthenticationUrl = () => new Promise((resolve) => (answer = resolve));
    const prompt = await promptFixture(first);
    first.emit('onAuthenticationInitiated', initiated());
    const second = newChat();
    prompt.element.chatSession = second as never;
    await prompt.element.updateComplete;
    expect(prompt.element.status).to.equal('idle');
    answer({ data: { AuthenticationUrl: AUTHENTICATION_URL } });
    first.emit('onAuthenticationInitiated', initiated());
    second.emit('onAuthenticationInitiated', initiated(OTHER_SESSION_ID));
    await untilStatus(prompt.element, 'offered');
    expect([prompt.element.status, asked(second)]).to.deep.equal(['offered', 1]);
  });
});

describe('<connect-sign-in> and what it has missed', () => {
  it('finds in the transcript the request that came before it', async () => {
    const prompt = await promptFixture(chatWith(item('chat.started'), initiated()));
    await untilStatus(prompt.element, 'offered');
    expect(asked(prompt.chat)).to.equal(1);
  });

  const OVER: readonly (readonly [string, readonly unknown[]])[] = [
    ['nobody asked', [item('chat.started')]],
    ['the answer is there', [initiated(), item('authentication.succeeded', about(SESSION_ID))]],
    ['its minute is over', [initiated(SESSION_ID, { AbsoluteTime: ago(61_000) })]],
    ['its time is not known', [initiated(SESSION_ID, { AbsoluteTime: 'soon' })]],
  ];
  for (const [why, items] of OVER) {
    it(`shows nothing where ${why}`, async () => {
      const prompt = await promptFixture(chatWith(...items));
      await until(() => read(prompt.chat) === 1);
      await prompt.element.updateComplete;
      expect(prompt.element.status).to.equal('idle');
    });
  }

  it('reads the transcript again with each new connection, and ends what ended meanwhile', async () => {
    for (const missed of [
      [item('authentication.succeeded', about(SESSION_ID))],
      [initiated(), item('authentication.succeeded', about(SESSION_ID))],
      [initiated(OTHER_SESSION_ID, { AbsoluteTime: ago(120_000) }), item('chat.ended')],
    ]) {
      const prompt = await promptFixture();
      await offer(prompt);
      prompt.chat.transcript = { resolve: { data: { Transcript: missed } } };
      const ended = oneEvent(prompt.element, 'sign-in-ended');
      prompt.chat.emit('onConnectionEstablished');
      await ended;
      expect(['succeeded', 'disconnected']).to.contain(prompt.element.status);
    }
  });

  it('goes on with a newer request that it has missed', async () => {
    const prompt = await promptFixture();
    await offer(prompt);
    prompt.chat.transcript = { resolve: { data: { Transcript: [initiated(OTHER_SESSION_ID)] } } };
    prompt.chat.emit('onConnectionEstablished');
    await until(() => asked(prompt.chat) === 2);
    await untilStatus(prompt.element, 'offered');
  });

  it('goes on without a transcript that cannot be read', async () => {
    for (const transcript of [
      { reject: 'no' },
      { throw: new TypeError('not connected') },
      { resolve: undefined },
      { resolve: { data: { Transcript: 'none' } } },
    ] as const) {
      const chat = newChat();
      chat.transcript = transcript;
      const prompt = await promptFixture(chat);
      await offer(prompt);
      expect(prompt.element.status).to.equal('offered');
    }
  });
});

describe('<connect-sign-in> after a reload', () => {
  const keyOf = (chat: FakeChatjs) => `connect-sign-in:${(chat.details as { contactId: string }).contactId}`;

  /** The state that a page leaves behind when it goes away in the middle of something. */
  async function reload(leave: (chat: FakeChatjs) => Promise<void>): Promise<FakeChatjs> {
    const chat = newChat();
    await leave(chat);
    const reloaded = newChat();
    reloaded.details = chat.details;
    return reloaded;
  }

  it('offers again what was on offer, with the same URL', async () => {
    const chat = await reload(async (first) => {
      const prompt = await promptFixture(first);
      await offer(prompt);
      prompt.element.remove();
    });
    const prompt = await promptFixture(chat);
    await untilStatus(prompt.element, 'offered');
    expect(prompt.button('sign-in')).to.exist;
    expect(asked(chat)).to.equal(0);
  });

  it('offers again what an opt-out had not ended', async () => {
    const chat = await reload(async (first) => {
      first.cancel = 'hang';
      const prompt = await promptFixture(first);
      await offer(prompt);
      prompt.button('opt-out').click();
      prompt.element.remove();
    });
    const prompt = await promptFixture(chat);
    await untilStatus(prompt.element, 'offered');
  });

  it('does not ask twice for a URL that was lost on the way', async () => {
    const chat = await reload(async (first) => {
      first.url = 'hang';
      const prompt = await promptFixture(first);
      first.emit('onAuthenticationInitiated', initiated());
      await untilStatus(prompt.element, 'requesting-url');
      prompt.element.remove();
    });
    const prompt = await promptFixture(chat);
    await untilStatus(prompt.element, 'offered');
    expect(prompt.part('text')!.textContent).to.contain('another tab');
    expect(asked(chat)).to.equal(0);
  });

  it('lets what Connect says now win over what it remembers', async () => {
    const chat = await reload(async (first) => {
      const prompt = await promptFixture(first);
      await offer(prompt);
      prompt.element.remove();
    });
    const element = document.createElement('connect-sign-in');
    element.redirectUri = 'https://auth.example.com/callback';
    element.chatSession = chat as never;
    document.body.append(element);
    chat.emit('onAuthenticationInitiated', initiated(OTHER_SESSION_ID));
    await untilStatus(element, 'offered');
    expect(asked(chat)).to.equal(1);
    element.remove();
  });

  it('forgets what is of another version, too old, ended, unsafe, or not its own', async () => {
    const chat = newChat();
    const first = await promptFixture(chat);
    await offer(first);
    first.element.remove();
    const text = sessionStorage.getItem(keyOf(chat))!;
    const { state } = JSON.parse(text) as { state: { attempt: object } };
    const written = (more: object) => JSON.stringify({ version: 1, state: { ...state, ...more } });
    const attempt = (more: object) => written({ attempt: { ...state.attempt, ...more } });
    for (const stored of [
      'not JSON',
      '{}',
      JSON.stringify({ version: 0, state }),
      written({ status: 'ended' }),
      attempt({ receivedAt: Date.now() - 17 * 60_000 }),
      attempt({ receivedAt: Date.now() + 60_000 }),
      attempt({ authenticationUrl: 'javascript:alert(1)' }),
    ]) {
      const reloaded = newChat();
      reloaded.details = chat.details;
      sessionStorage.setItem(keyOf(chat), stored);
      const prompt = await promptFixture(reloaded);
      await until(() => read(reloaded) === 1);
      expect(prompt.element.status, stored).to.equal('idle');
    }
    sessionStorage.setItem(keyOf(chat), text);
    const reloaded = newChat();
    reloaded.details = chat.details;
    await untilStatus((await promptFixture(reloaded)).element, 'offered');
  });

  it('works without storage, as in a browser that refuses it', async () => {
    const { getItem, setItem } = Storage.prototype;
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    Object.assign(Storage.prototype, { getItem: refuse, setItem: refuse });
    try {
      const prompt = await promptFixture();
      await offer(prompt);
      expect(prompt.button('sign-in')).to.exist;
    } finally {
      Object.assign(Storage.prototype, { getItem, setItem });
    }
  });

  it('opens sign-in again though the earlier window cut the connection', async () => {
    const { open } = window;
    let opened = 0;
    window.open = () => {
      opened++;
      const close = () => {
        throw new DOMException('cut', 'SecurityError');
      };
      const page = document.implementation.createHTMLDocument();
      return { document: page, focus: () => undefined, close } as unknown as Window;
    };
    const { submit } = HTMLFormElement.prototype;
    HTMLFormElement.prototype.submit = () => undefined;
    try {
      const prompt = await promptFixture();
      await offer(prompt);
      prompt.element.signIn();
      prompt.element.signIn();
      expect([opened, prompt.element.status]).to.deep.equal([2, 'signing-in']);
    } finally {
      window.open = open;
      HTMLFormElement.prototype.submit = submit;
    }
  });
});
