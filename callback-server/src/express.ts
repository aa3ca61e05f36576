import type { ServerResponse } from 'node:http';
import { assemble, dataOf, type CallbackServerOptions } from './callback-handler.js';
import { parseOptions } from './config.js';
import { incomingRequest, send, type NodeRequest } from './node-http.js';

/**
 * A middleware for Express 4 and 5. Its type is that of Node's http module, which Express extends, so that neither
 * Express nor its typings have to be installed where another shell is used.
 */
export type CallbackRouter = (
  request: NodeRequest,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * The callback server as Express middleware: `app.use(callbackRouter(options))`. It answers the path of the redirect URI
 * and `start` and `done` beside it, and passes everything else on. The raw address is read, never `req.query`; whether
 * a body parser ran before makes no difference.
 *
 * @throws CallbackError `ERR_CONFIG` that lists every wrong option
 */
export function callbackRouter(options: CallbackServerOptions): CallbackRouter {
  const settings = parseOptions(dataOf(options));
  const { answer } = assemble(settings, options);
  const paths = new Set(settings.instances.flatMap(({ paths }) => Object.values(paths)));

  return function callbackServer(incoming, outgoing, next) {
    const [path = ''] = (incoming.originalUrl ?? incoming.url ?? '').split('?', 1);
    if (!paths.has(path)) {
      next();
      return;
    }
    const request = incomingRequest(incoming, outgoing);
    if (request === undefined) {
      next();
      return;
    }
    answer(request)
      .then((reply) => send(reply, outgoing))
      .catch(next);
  };
}
