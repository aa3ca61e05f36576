import { assembleHandler } from './callback-handler.js';
import { readEnvironment, type Environment } from './environment.js';
import { requestOfEvent, sourceOf, type HttpEvent } from './lambda-event.js';
import { resultOf, type HttpResult } from './lambda-result.js';
import { logger, loggingHooks } from './logging.js';

export { callbackHandler, type CallbackServerOptions } from './callback-handler.js';
export { type HttpEvent } from './lambda-event.js';
export { type HttpResult } from './lambda-result.js';

/** A function as Lambda calls it. */
export type LambdaHandler = (event: HttpEvent) => Promise<HttpResult>;

/**
 * The callback server as a Lambda function, behind API Gateway (REST and HTTP, payload 1.0 and 2.0), a function URL or an
 * Application Load Balancer: `export const handler = lambdaHandler(callbackHandler(options))`.
 *
 * @param handle - the web-standard core; made outside the function, so that a warm environment keeps its connections
 */
export function lambdaHandler(handle: (request: Request) => Promise<Response>): LambdaHandler {
  return async function callbackServer(event) {
    const request = requestOfEvent(event);
    const source = sourceOf(event);
    const refused = { status: 405, headers: { allow: 'GET, POST', 'cache-control': 'no-store' } };
    return resultOf(request === undefined ? new Response(null, refused) : await handle(request), source);
  };
}

/**
 * The function with the environment variables and the log lines of the stand-alone server:
 * `export const handler = lambdaHandlerFromEnvironment()`.
 *
 * @throws CallbackError `ERR_CONFIG` that lists every wrong variable
 */
export function lambdaHandlerFromEnvironment(environment: Environment = process.env): LambdaHandler {
  const { settings, server } = readEnvironment(environment);
  return lambdaHandler(assembleHandler(settings, loggingHooks(logger(server.logLevel))));
}
