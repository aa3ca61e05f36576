import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startDemo, type Demo } from 'connect-sign-in-demo';
import { choosePorts, type DemoPorts } from 'connect-sign-in-demo/ports.js';
import type { Route } from '../https-front.js';
import { ACCOUNT, ACCOUNT_CLIENT_ID, COGNITO, CONNECT, CONTROLS, hostOf, SITE } from './addresses.js';
import { COGNITO_COOP, DEPLOYMENTS, type Cell } from './cells.js';
import { CONTROLS_PAGE } from './controls-page.js';
import { hostPageHeaders } from './host-page-headers.js';

/** Every server that the cells need: the whole demo for each deployment with Cognito's COOP on and off. */
export interface Stack {
  demo(cell: Cell): Demo;
  /** Which server answers for which host name in a cell. */
  routes(cell: Cell): readonly Route[];
  /** The page that shows that the checks notice something. */
  readonly controlsRoute: Route;
  close(): Promise<void>;
}

const keyOf = ({ deployment, coop }: Pick<Cell, 'deployment' | 'coop'>) => `${deployment}, ${coop}`;

/** Host names of all cells, for the certificate. */
export const HOSTS = [SITE, ACCOUNT, CONTROLS, CONNECT, COGNITO, ...Object.values(DEPLOYMENTS)].map(hostOf);

/**
 * Ports of this process, below those that systems hand out to outgoing connections: the browsers beside this one open
 * hundreds, and would take a port between its choice and its use.
 */
const FIRST_PORT = 12_000 + (process.pid % 190) * 100;

/** Starts the stack on free ports. */
export async function startStack(): Promise<Stack> {
  const demos = new Map<string, { demo: Demo; ports: DemoPorts }>();
  // Where the shop's own sign-in ends, by which customers come to have a Cognito session.
  const account = await startPage({}, '<!doctype html><html lang="en"><h1>Welcome back</h1></html>');
  const controls = await startPage(CONTROLS_PAGE.headers, CONTROLS_PAGE.html);
  const close = async () => {
    for (const page of [account, controls]) {
      page.close();
      page.closeAllConnections();
    }
    await Promise.all([...demos.values()].map(({ demo }) => demo.close()));
  };
  try {
    for (const deployment of Object.keys(DEPLOYMENTS) as Cell['deployment'][]) {
      for (const coop of COGNITO_COOP) {
        const ports = await choosePorts(FIRST_PORT + demos.size * 4);
        const demo = await startOne(deployment, coop, ports);
        demos.set(keyOf({ deployment, coop }), { demo, ports });
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  const of = (cell: Cell) => {
    const found = demos.get(keyOf(cell));
    if (found === undefined) throw new Error(`No demo runs for ${keyOf(cell)}.`);
    return found;
  };
  return {
    demo: (cell) => of(cell).demo,
    routes(cell) {
      const { ports } = of(cell);
      const callback = new URL(DEPLOYMENTS[cell.deployment]);
      return [
        { host: hostOf(SITE), port: ports.site, pageHeaders: hostPageHeaders(cell) },
        { host: callback.host, port: ports.callback, pathPrefix: callback.pathname },
        { host: hostOf(CONNECT), port: ports.connect },
        { host: hostOf(COGNITO), port: ports.cognito },
        { host: hostOf(ACCOUNT), port: portOf(account) },
      ];
    },
    controlsRoute: { host: hostOf(CONTROLS), port: portOf(controls) },
    close,
  };
}

function startOne(deployment: Cell['deployment'], coop: Cell['coop'], ports: DemoPorts): Promise<Demo> {
  const callback = DEPLOYMENTS[deployment];
  return startDemo({
    ports,
    addresses: { site: SITE, callback, connect: CONNECT, cognito: COGNITO },
    local: {
      publicUrls: { connect: CONNECT, cognito: COGNITO },
      clients: [
        { clientId: '1fernhillchatclient3456', callbackUrls: [`${callback}/callback`] },
        { clientId: ACCOUNT_CLIENT_ID, callbackUrls: [ACCOUNT] },
      ],
      fidelity: { cognitoOpenerPolicy: coop === 'COOP on' ? 'same-origin' : 'absent' },
      // One customer after the other signs in here as fast as browsers can; the quota has tests of its own.
      throttles: { UpdateParticipantAuthentication: null },
    },
    callbackEnvironment: { CONNECT_RATE: '100', CONNECT_BURST: '100' },
  });
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** Serves one page on every path. */
async function startPage(headers: Readonly<Record<string, string>>, html: string): Promise<Server> {
  const server = createServer((_request, answer) => {
    answer.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return server;
}
