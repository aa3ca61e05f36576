import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConnectClient, StartChatContactCommand } from '@aws-sdk/client-connect';
import express from 'express';
import type { LocalConnect } from 'local-connect';
import { controlPanel, type ControlPanelOptions } from './control-panel.js';

/** What the shop's pages need to know. */
export interface SiteOptions {
  readonly port: number;
  readonly redirectUri: string;
  /** The address the customer's browser uses for the chat; may differ from where the server listens. */
  readonly connectEndpoint: string;
  readonly local: LocalConnect;
  /** What the control panel beside the shop works on. */
  readonly panel: Omit<ControlPanelOptions, 'local'>;
  /** Extra response headers of the page, such as a Content-Security-Policy. */
  readonly pageHeaders?: Readonly<Record<string, string>>;
  /** Development: a folder whose files win over the site's own; its `reload.js` runs in the page. */
  readonly overlay?: string;
}

const resolvePackage = createRequire(import.meta.url).resolve;
const publicFolder = fileURLToPath(new URL('../public', import.meta.url));

/** Serves the shop: its page, chatjs and the widget as published, and the shop's own chat endpoint. */
export async function startSite(options: SiteOptions): Promise<Server> {
  const { local, redirectUri } = options;
  const { accessKeyId, secretAccessKey } = local.credentials;
  const client = new ConnectClient({
    region: local.region,
    // The endpoint may be a public name, which is for browsers; servers of this machine use the port.
    endpoint: `http://127.0.0.1:${local.ports.connect}`,
    credentials: { accessKeyId, secretAccessKey },
  });
  const readPage = async () => {
    const html = await readFile(join(publicFolder, 'index.html'), 'utf8');
    const reload = '<script type="module" src="/reload.js"></script></head>';
    const head = options.overlay === undefined ? html : html.replace('</head>', reload);
    return head.replace('%REDIRECT_URI%', redirectUri);
  };
  const page = await readPage();

  const app = express();
  app.disable('x-powered-by');
  app.get(['/', '/index.html'], async (_request, response) => {
    response
      .set({ 'cache-control': 'no-store', ...options.pageHeaders })
      .type('html')
      .send(options.overlay === undefined ? page : await readPage());
  });
  if (options.overlay !== undefined) app.use(express.static(options.overlay, { cacheControl: false }));
  app.get('/api/settings', (_request, response) => {
    response.json({ connectEndpoint: options.connectEndpoint });
  });
  // A shop starts chats on its server: StartChatContact needs AWS credentials.
  app.post('/api/chats', express.json({ limit: '4kb' }), async (request, response) => {
    const { displayName } = (request.body ?? {}) as { displayName?: unknown };
    if (typeof displayName !== 'string' || displayName === '' || displayName.length > 256) {
      response.status(400).json({ message: 'displayName must be a text of 1 to 256 characters.' });
      return;
    }
    const { ContactId, ParticipantId, ParticipantToken } = await client.send(
      new StartChatContactCommand({
        InstanceId: local.instanceId,
        ContactFlowId: local.contactFlowId,
        ParticipantDetails: { DisplayName: displayName },
      }),
    );
    response.json({ contactId: ContactId, participantId: ParticipantId, participantToken: ParticipantToken });
  });
  app.use(controlPanel({ ...options.panel, local }));
  app.use(
    '/connect-sign-in',
    express.static(join(dirname(resolvePackage('connect-sign-in/package.json')), 'dist')),
  );
  app.use('/vendor', express.static(dirname(resolvePackage('amazon-connect-chatjs'))));
  app.use('/page', express.static(fileURLToPath(new URL('page', import.meta.url))));
  app.use(express.static(publicFolder, { index: false }));
  // Express tells an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  app.use(((error, _request, response, _next) => {
    const status = (error as { status?: number }).status ?? 500;
    response
      .status(status)
      .json({ message: status < 500 ? 'The request is not valid.' : 'The shop could not do that.' });
  }) as express.ErrorRequestHandler);

  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Both loopback addresses: browsers differ in what they take `localhost` for.
    server.listen(options.port, 'localhost', resolve);
  });
  return server;
}

/** The port a server listens on. */
export const portOf = (server: Server): number => (server.address() as AddressInfo).port;
