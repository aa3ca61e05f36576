import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ChatItem } from './chat-item.js';
import type { Clock, TimerHandle } from './clock.js';
import { SOCKET_ANSWER, itemFrame, readFrame } from './socket-protocol.js';

/** Path of the websocket. */
export const SOCKET_PATH = '/websocket';

/** The websocket's URL must be opened within this time, in milliseconds (API reference, `CreateParticipantConnection`). */
export const SOCKET_URL_LIFE_MS = 100_000;

const TOKEN_PARAMETER = 'X-Amz-Token';
const FRAME_BYTES_MAX = 64 * 1024;
/** A connection that never subscribes keeps at most this many items. */
const QUEUE_MAX = 1_000;

/** One announced websocket; `announced` is followed by `open`, that by `subscribed`, and closing ends it. */
interface Connection {
  readonly contactId: string;
  readonly until: number;
  readonly clock: Clock;
  phase: 'announced' | 'open' | 'subscribed';
  /** Ends the life of a URL that nobody opens. */
  expiry?: TimerHandle;
  socket?: WebSocket;
  /** Frames that wait for the subscription. */
  queue: string[];
}

/** The chat websockets of all contacts: one-time URLs, chatjs's protocol, and what tests do to them. */
export class ChatWebsockets {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_BYTES_MAX,
    perMessageDeflate: false,
  });
  readonly #announced = new Map<string, Connection>();
  readonly #connections = new Map<string, Set<Connection>>();
  readonly #missed = new Map<string, string[]>();
  readonly #silent = new Set<string>();
  readonly #options: { readonly baseUrl: () => string; readonly missedItems: 'lost' | 'redelivered' };
  #refusals = 0;

  /** @param options - base URL of the sockets (`ws://127.0.0.1:…` or `wss://…`), and what becomes of missed items */
  constructor(options: { readonly baseUrl: () => string; readonly missedItems: 'lost' | 'redelivered' }) {
    this.#options = options;
  }

  /** A new websocket URL, good once and for 100 seconds. What happens from now on waits for its subscription. */
  announce(contactId: string, clock: Clock): string {
    const token = randomBytes(48).toString('base64url');
    const queue = this.#missed.get(contactId) ?? [];
    this.#missed.delete(contactId);
    const connection: Connection = {
      contactId,
      clock,
      until: clock.now() + SOCKET_URL_LIFE_MS,
      phase: 'announced',
      queue,
    };
    this.#announced.set(token, connection);
    this.#of(contactId).add(connection);
    connection.expiry = clock.setTimeout(() => this.#forgetUnopened(token, connection), SOCKET_URL_LIFE_MS);
    return `${this.#options.baseUrl()}${SOCKET_PATH}?${TOKEN_PARAMETER}=${token}`;
  }

  /** Sends an item to every websocket of the contact, now or once it subscribes. */
  send(contactId: string, item: ChatItem): void {
    const frame = itemFrame(item);
    const connections = this.#connections.get(contactId) ?? new Set();
    for (const connection of connections) {
      if (connection.phase === 'subscribed') connection.socket?.send(frame);
      else if (connection.queue.length < QUEUE_MAX) connection.queue.push(frame);
    }
    if (connections.size > 0 || this.#options.missedItems === 'lost') return;
    const missed = this.#missed.get(contactId) ?? [];
    if (missed.length < QUEUE_MAX) this.#missed.set(contactId, [...missed, frame]);
  }

  /** Answers an upgrade request: a websocket for an announced URL, 403 for every other. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    if (this.#refusals > 0) {
      this.#refusals -= 1;
      refuse(socket, '503 Service Unavailable');
      return;
    }
    const target = request.url ?? '';
    const url = URL.canParse(target, 'http://127.0.0.1') ? new URL(target, 'http://127.0.0.1') : undefined;
    const tokens = url?.searchParams.getAll(TOKEN_PARAMETER) ?? [];
    const connection = tokens.length === 1 ? this.#announced.get(tokens[0] ?? '') : undefined;
    // The token is spent before the handshake, whatever comes of it.
    this.#announced.delete(tokens[0] ?? '');
    if (url?.pathname !== SOCKET_PATH || !connection || connection.clock.now() > connection.until) {
      refuse(socket, '403 Forbidden');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (websocket) => this.#serve(connection, websocket));
  }

  /** Ends the open websockets of a contact without a goodbye; returns how many. */
  drop(contactId: string): number {
    const open = [...this.#of(contactId)].filter(({ socket }) => socket);
    for (const { socket } of open) socket?.terminate();
    return open.length;
  }

  /** Answers the next upgrade requests with 503. */
  refuseNext(count: number): void {
    this.#refusals += count;
  }

  /** Upgrade refusals that no request has met yet. */
  get refusalsLeft(): number {
    return this.#refusals;
  }

  /** Leaves heartbeats and pings of a contact unanswered, or answers them again. */
  silence(contactId: string, silent: boolean): void {
    if (silent) this.#silent.add(contactId);
    else this.#silent.delete(contactId);
  }

  /** Number of open websockets of a contact, or of all. */
  openSockets(contactId?: string): number {
    const all =
      contactId === undefined
        ? [...this.#connections.values()].flatMap((set) => [...set])
        : [...this.#of(contactId)];
    return all.filter(({ socket }) => socket).length;
  }

  /** Ends the websockets of a contact that is no longer known, and forgets what was kept for it. */
  forget(contactId: string): void {
    this.drop(contactId);
    for (const kept of [this.#connections, this.#missed, this.#silent]) kept.delete(contactId);
  }

  /** Ends every websocket and forgets every URL. */
  reset(): void {
    for (const connections of this.#connections.values())
      for (const { socket } of connections) socket?.terminate();
    for (const map of [this.#announced, this.#connections, this.#missed]) map.clear();
    this.#silent.clear();
    this.#refusals = 0;
  }

  #of(contactId: string): Set<Connection> {
    const found = this.#connections.get(contactId) ?? new Set();
    this.#connections.set(contactId, found);
    return found;
  }

  #forgetUnopened(token: string, connection: Connection): void {
    if (connection.phase === 'announced') this.#connections.get(connection.contactId)?.delete(connection);
    this.#announced.delete(token);
  }

  #serve(connection: Connection, socket: WebSocket): void {
    connection.phase = 'open';
    if (connection.expiry !== undefined) connection.clock.clearTimeout(connection.expiry);
    connection.socket = socket;
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#connections.get(connection.contactId)?.delete(connection));
    socket.on('message', (data, isBinary) => {
      if (!isBinary && Buffer.isBuffer(data)) this.#answer(connection, socket, data.toString());
    });
  }

  #answer(connection: Connection, socket: WebSocket, text: string): void {
    const request = readFrame(text);
    if (request === 'other') return;
    if (request !== 'subscribe' && this.#silent.has(connection.contactId)) return;
    socket.send(SOCKET_ANSWER[request]);
    if (request !== 'subscribe' || connection.phase === 'subscribed') return;
    connection.phase = 'subscribed';
    for (const frame of connection.queue) socket.send(frame);
    connection.queue = [];
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
