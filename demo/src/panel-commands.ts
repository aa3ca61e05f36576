import type { LocalConnect } from 'local-connect';

/** What the control panel's buttons work on. */
export interface PanelTarget {
  readonly local: LocalConnect;
  readonly restartCallback: () => Promise<void>;
}

/** One press of a button. */
export interface PanelPress {
  readonly command: PanelCommand;
  readonly contactId: string;
  /** For commands that are about the next calls. */
  readonly count: number;
  /** What the agent says. */
  readonly text: string;
}

type Act = (target: PanelTarget, press: PanelPress) => string | Promise<string>;

const UPDATE = 'UpdateParticipantAuthentication';
const SUCCEEDED = 'authentication.succeeded';

const COMMANDS = {
  expire({ local }, { contactId }) {
    const contact = local.contact(contactId);
    if (contact.status === 'initiated') {
      contact.expire();
      return 'The minute to fetch the authentication URL has passed.';
    }
    // The prompt fetches the URL at once, so nobody could press in between.
    const stop = local.journal.follow((entry) => {
      if (entry.contactId !== contactId || entry.operation !== 'initiated') return;
      stop();
      setImmediate(() => {
        if (contact.status === 'initiated') contact.expire();
      });
    });
    return 'The next request to sign in will expire before anybody fetches its URL.';
  },
  'time-out'({ local }, { contactId }) {
    local.contact(contactId).timeOut();
    return 'The block’s time limit has passed.';
  },
  decline({ local }, { contactId }) {
    local.contact(contactId).decline();
    return 'The customer has declined at the identity provider.';
  },
  throttle({ local }, { count }) {
    local.faults.next(UPDATE, count, { error: 'ThrottlingException' });
    return `Connect will throttle ${count === 1 ? 'the next call' : `the next ${count} calls`} of the callback server.`;
  },
  conflict({ local }) {
    local.faults.next(UPDATE, 1, { error: 'ConflictException' });
    return 'Connect will answer the next call of the callback server with a conflict.';
  },
  'drop-websocket'({ local }, { contactId }) {
    const dropped = local.sockets.drop(contactId);
    return dropped > 0 ? 'The chat’s websocket was cut.' : 'The chat has no open websocket.';
  },
  'hold-succeeded'({ local }, { contactId }) {
    local.deliveries.hold({ contentType: SUCCEEDED, contactId });
    return 'The event “succeeded” will be kept back until it is released.';
  },
  release({ local }) {
    const released = local.deliveries.release();
    return released === 0 ? 'Nothing was kept back.' : `${released} kept back and now delivered.`;
  },
  'agent-say'({ local }, { contactId, text }) {
    const { agent } = local.contact(contactId);
    if (agent.participant === undefined) agent.join('Sam');
    agent.say(text);
    return 'The agent has said it.';
  },
  'agent-leave'({ local }, { contactId }) {
    local.contact(contactId).agent.leave();
    return 'The agent has left.';
  },
  async 'restart-callback'({ restartCallback }) {
    await restartCallback();
    return 'The callback server was killed and is back.';
  },
} as const satisfies Readonly<Record<string, Act>>;

/** Name of a button's command. */
export type PanelCommand = keyof typeof COMMANDS;

const isCommand = (name: unknown): name is PanelCommand =>
  typeof name === 'string' && Object.hasOwn(COMMANDS, name);

/** At most this many calls can be told to go wrong with one press. */
const COUNT_MAX = 20;

/** An agent of the demo says at most this many characters at once. */
const TEXT_MAX = 200;

/** Reads the body of a press; `undefined` when it is none. */
export function readPress(body: unknown): PanelPress | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { command, contactId = '', count = 1, text = 'Hello' } = body as Record<string, unknown>;
  if (!isCommand(command) || typeof contactId !== 'string' || contactId.length > 64) return undefined;
  if (!Number.isInteger(count) || Number(count) < 1 || Number(count) > COUNT_MAX) return undefined;
  if (typeof text !== 'string' || text === '' || text.length > TEXT_MAX) return undefined;
  return { command, contactId, count: Number(count), text };
}

/**
 * Does what the button says and tells it in a sentence.
 *
 * @throws Error when the contact is unknown or not where the command could do something
 */
export async function carryOut(target: PanelTarget, press: PanelPress): Promise<string> {
  const commands: Readonly<Record<PanelCommand, Act>> = COMMANDS;
  return await commands[press.command](target, press);
}
