import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { startLocalConnect, type LocalConnect, type LocalConnectOptions } from 'local-connect';
import { startCallbackProcess, type CallbackProcess } from './callback-process.js';
import type { DemoPorts } from './ports.js';
import { startSite } from './site.js';
import { createTimeline } from './timeline.js';

/** Addresses as the customer's browser sees them; each default is the server's own loopback address. */
export interface DemoAddresses {
  readonly site?: string;
  readonly callback?: string;
  readonly connect?: string;
  readonly cognito?: string;
}

/** How to start the demo. */
export interface DemoOptions {
  readonly ports: DemoPorts;
  readonly addresses?: DemoAddresses;
  readonly local?: Partial<LocalConnectOptions>;
  readonly pageHeaders?: Readonly<Record<string, string>>;
  /** Development: a folder whose files win over the shop's own. */
  readonly overlay?: string;
  /** Further variables of the callback server. */
  readonly callbackEnvironment?: Readonly<Record<string, string>>;
  /** Gets every line of the callback server's log. */
  readonly onCallbackLog?: (line: string) => void;
}

/** The running demo. */
export interface Demo {
  readonly site: string;
  readonly callback: string;
  readonly local: LocalConnect;
  readonly callbackProcess: CallbackProcess;
  close(): Promise<void>;
}

/**
 * Starts local-connect, the callback server and the shop, each on an origin of its own.
 *
 * @throws Error when one of them cannot start; those that did are stopped first
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { ports, addresses = {} } = options;
  const site = addresses.site ?? `http://localhost:${ports.site}`;
  const callback = addresses.callback ?? `http://localhost:${ports.callback}`;
  const redirectUri = `${callback}/callback`;
  const stops: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    const local = await startLocalConnect({
      connectPort: ports.connect,
      cognitoPort: ports.cognito,
      callbackUrls: [redirectUri],
      ...options.local,
    });
    stops.push(() => local.close());
    const timeline = createTimeline(local.journal, () => local.clock.now());
    stops.push(() => {
      timeline.close();
      return Promise.resolve();
    });
    const callbackProcess = await startCallbackProcess(
      {
        CONNECT_INSTANCE_ID: local.instanceId,
        AWS_REGION: local.region,
        AWS_ACCESS_KEY_ID: local.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: local.credentials.secretAccessKey,
        AWS_ENDPOINT_URL_CONNECT: `http://127.0.0.1:${local.ports.connect}`,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        REDIRECT_URI: redirectUri,
        ALLOWED_ORIGINS: site,
        COGNITO_DOMAINS: addresses.cognito ?? local.cognitoEndpoint,
        BINDING_KEYS: randomBytes(32).toString('base64url'),
        HOST: 'localhost',
        PORT: String(ports.callback),
        ...options.callbackEnvironment,
      },
      (line) => {
        timeline.addCallbackLog(line);
        options.onCallbackLog?.(line);
      },
    );
    stops.push(() => callbackProcess.close());
    const server = await startSite({
      port: ports.site,
      redirectUri,
      connectEndpoint: addresses.connect ?? local.connectEndpoint,
      local,
      panel: { site, timeline, restartCallback: () => callbackProcess.restart() },
      ...(options.pageHeaders === undefined ? {} : { pageHeaders: options.pageHeaders }),
      ...(options.overlay === undefined ? {} : { overlay: options.overlay }),
    });
    stops.push(async () => {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    });
    return { site, callback, local, callbackProcess, close };
  } catch (error) {
    await close();
    throw error;
  }
}
