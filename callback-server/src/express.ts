import { type NextFunction, type Request as ExpressRequest, type Response as ExpressResponse } from 'express';
import { assemble, dataOf, type CallbackServerOptions } from './callback-handler.js';
import { parseOptions } from './config.js';
import { sendWebResponse, toWebRequest } from './node-http.js';

/** A middleware for Express 4 and 5. */
export type CallbackRouter = (request: ExpressRequest, response: ExpressResponse, next: NextFunction) => void;

/**
 * The callback server as Express middleware: `app.use(callbackRouter(options))`. It answers the path of the redirect URI
 * and `start` and `done` beside it, and passes everything else on. The raw address is read, never `req.query`; whether
 * a body parser ran before makes no difference.
 *
 * @throws CallbackError `ERR_CONFIG` that lists every wrong option
 */
export function callbackRouter(options: CallbackServerOptions): CallbackRouter {
  const settings = parseOptions(dataOf(options));
  const handle = assemble(settings, options).handle;
  const paths = new Set(settings.instances.flatMap(({ paths }) => Object.values(paths)));

  return function callbackServer(incoming, outgoing, next) {
    const [path = ''] = incoming.originalUrl.split('?', 1);
    if (!paths.has(path)) {
      next();
      return;
    }
    const request = toWebRequest(incoming, outgoing);
    if (request === undefined) {
      next();
      return;
    }
    handle(request)
      .then((response) => sendWebResponse(response, outgoing))
      .catch(next);
  };
}
