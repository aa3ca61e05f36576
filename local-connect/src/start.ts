import { ATTACHMENT_PATH, attachmentFiles } from './attachment-files.js';
import { ChatWebsockets } from './chat-websocket.js';
import { type Clock, type ManualClock, manualClock, realClock } from './clock.js';
import { createRedemption } from './code-redemption.js';
import { connectServer } from './connect-server.js';
import type { ConnectState } from './connect-state.js';
import { contactControl } from './contact-control.js';
import { CONTROL_PATH, controlServer } from './control-server.js';
import { Contacts } from './contacts.js';
import { createDeliveries } from './deliveries.js';
import { refuseProduction } from './environment.js';
import { createFaults } from './faults.js';
import { createJournal } from './journal.js';
import type { LocalConnect, LocalConnectOptions } from './local-connect.js';
import { listenLocally } from './local-servers.js';
import { loopbackFetch } from './loopback-fetch.js';
import { parseOptions } from './options.js';
import { createPendingWork } from './pending-work.js';
import { createPresignedUrls } from './presigned-url.js';
import { createQuotas } from './quotas.js';
import { createStatusWatch } from './status-watch.js';
import { createUserPoolDomain } from './user-pool-domain.js';

/**
 * Starts Amazon Connect, its Participant Service and a Cognito domain on loopback.
 *
 * @throws OptionsError when an option is not valid, a port is taken, or `NODE_ENV` is `production`
 */
export async function startLocalConnect({
  clock: wantedClock,
  signingKeys,
  ...input
}: LocalConnectOptions = {}): Promise<LocalConnect> {
  refuseProduction();
  const options = parseOptions(typeof wantedClock === 'object' ? input : { ...input, clock: wantedClock });
  const ownClock = options.clock === 'manual' ? manualClock : realClock;
  const clock = typeof wantedClock === 'object' ? wantedClock : ownClock();
  const { https, publicUrls, fidelity } = options;
  const connect = await listenLocally({ port: options.connectPort, portOption: 'connectPort', https });
  const cognito = await listenLocally({ port: options.cognitoPort, portOption: 'cognitoPort', https }).catch(
    async (error: unknown) => {
      await connect.close();
      throw error;
    },
  );
  const closeServers = async () => {
    await Promise.all([connect.close(), cognito.close()]);
  };
  const connectEndpoint = originOf(publicUrls.connect ?? connect.url);
  const cognitoEndpoint = originOf(publicUrls.cognito ?? cognito.url);

  const [faults, journal, work] = [createFaults(), createJournal(clock), createPendingWork()];
  let pool;
  try {
    pool = createUserPoolDomain(options, cognitoEndpoint, clock, { faults, journal, signingKeys });
  } catch (error) {
    await closeServers();
    throw error;
  }
  const websockets = new ChatWebsockets({
    // chatjs takes wss, or ws on this very address and no other.
    baseUrl: () =>
      connectEndpoint.startsWith('https:')
        ? connectEndpoint.replace('https:', 'wss:')
        : `ws://127.0.0.1:${connect.port}`,
    missedItems: fidelity.missedItems,
  });
  const contacts = new Contacts({
    endedMax: options.endedContactsMax,
    onForgotten: (contactId) => websockets.forget(contactId),
  });
  const deliveries = createDeliveries(clock, (contactId, item) => websockets.send(contactId, item));
  const watch = createStatusWatch((contactId) => contacts.get(contactId));
  const state: ConnectState = {
    ...{ fidelity, clock, contacts, websockets, deliveries, journal, work },
    region: options.region,
    publicUrl: connectEndpoint,
    presignedUrls: createPresignedUrls(),
    instances: options.instances.map(({ flow = options.flow, ...instance }) => ({
      ...instance,
      script: flow,
    })),
    cognito: () => ({ url: cognitoEndpoint, clientId: pool.clientId, userPoolId: pool.userPoolId }),
    redeem: createRedemption({
      ...{ clock, clientId: pool.clientId, issuer: pool.cognito.issuer },
      tokenUrl: pool.cognito.tokenUrl,
      jwksUrl: pool.cognito.jwksUrl,
      fetch: loopbackFetch({ port: cognito.port, ...(https ? { certificate: https.cert } : {}) }),
    }),
    onStatus: (contact) => watch.changed(contact),
  };
  let quotas = createQuotas(options.throttles);
  const handle = connectServer({
    ...{ state, faults },
    credentials: { ...options.credentials, region: options.region },
    withinQuota: (operation, scope) => quotas(operation, scope),
  });
  const files = attachmentFiles(state);
  cognito.serve((request, response) => void pool.cognito.handle(request, response));
  if (isManual(clock)) clock.settleWith(() => work.idle());

  const find = (contactId: string) => {
    const contact = contacts.get(contactId);
    if (!contact) throw new RangeError(`There is no contact ${contactId}.`);
    return contact;
  };
  const forget = (reason: string) => {
    watch.stop(reason);
    for (const contact of contacts.all()) contact.abandon();
    contacts.clear();
    websockets.reset();
  };
  const local: LocalConnect = {
    ...{ connectEndpoint, cognitoEndpoint, clock, journal, faults, deliveries, sockets: websockets },
    ports: { connect: connect.port, cognito: cognito.port },
    region: options.region,
    instanceId: options.instances[0]?.instanceId ?? '',
    contactFlowId: options.instances[0]?.contactFlowId ?? '',
    credentials: options.credentials,
    userPoolId: pool.userPoolId,
    clientId: pool.clientId,
    customers: pool.cognito.customers,
    say: options.flow.say,
    registerCallbackUrl: (url) => pool.registerCallbackUrl(url),
    contacts: () => contacts.all().map(contactControl),
    contact: (contactId) => contactControl(find(contactId)),
    async advance(duration) {
      if (!isManual(clock))
        throw new Error('Only a manual clock can be advanced; give one as the option "clock".');
      await clock.advance(duration);
    },
    until: (contactId, status) => watch.until(contactId, status),
    unused: () => [
      ...faults
        .unused()
        .map(({ operation, remaining, fault }) => `${remaining} × ${operation}: ${JSON.stringify(fault)}`),
      ...deliveries.unused().map(({ kind, match }) => `${kind} ${JSON.stringify(match)}`),
      ...(websockets.refusalsLeft > 0 ? [`${websockets.refusalsLeft} × websocket upgrade refused`] : []),
    ],
    reset() {
      forget('local-connect was reset');
      pool.cognito.reset();
      for (const kept of [faults, deliveries, journal]) kept.clear();
      quotas = createQuotas(options.throttles);
    },
    async close() {
      forget('local-connect was closed');
      await closeServers();
    },
  };
  const { controlToken } = options;
  const control = controlToken === undefined ? undefined : controlServer(local, controlToken);
  connect.serve(
    (request, response) => {
      const { url = '' } = request;
      if (control && url.startsWith(CONTROL_PATH)) void control(request, response);
      else if (url.startsWith(ATTACHMENT_PATH)) void files(request, response);
      else void handle(request, response);
    },
    (request, socket, head) => websockets.upgrade(request, socket, head),
  );
  return local;
}

const originOf = (url: string) => new URL(url).origin;

const isManual = (clock: Clock): clock is ManualClock => 'advance' in clock;
