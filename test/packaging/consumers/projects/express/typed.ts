import { callbackRouter, type CallbackServerOptions } from 'connect-sign-in-callback';
import express, { type Express } from 'express';

export function site(options: CallbackServerOptions): Express {
  const app = express();
  app.use(callbackRouter({ ...options, onOutcome: ({ outcome }) => outcome satisfies string }));
  // @ts-expect-error -- the instance id is missing
  app.use(callbackRouter({ region: 'eu-west-2' }));
  return app;
}
