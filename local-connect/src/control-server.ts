import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ZodError } from 'zod';
import { AwsError } from './aws-error.js';
import { CONTROLS } from './controls.js';
import { readBody, sendJson } from './http-exchange.js';
import { parseJsonObject } from './json-request.js';
import type { LocalConnect } from './local-connect.js';

/** Path of the commands. */
export const CONTROL_PATH = '/__local/';

/** An answer to a command that was not carried out. */
class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Serves `POST /__local/<command>`: JSON in, JSON out, for those who send the token as `Authorization: Bearer`. Any
 * origin may ask, because the token is what decides; a page that does not know it gets nowhere.
 */
export function controlServer(local: LocalConnect, token: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-methods', 'POST');
      response.setHeader('access-control-allow-headers', 'authorization, content-type');
      response.writeHead(204).end();
      return;
    }
    try {
      const answer = await carryOut(local, token, request);
      sendJson(response, 200, answer ?? {});
    } catch (error) {
      if (response.destroyed) return;
      const { status, message } = asControlError(error);
      sendJson(response, status, { message });
    }
  };
}

async function carryOut(local: LocalConnect, token: string, request: IncomingMessage): Promise<unknown> {
  const [path = ''] = (request.url ?? '').split('?');
  if (!sameText(request.headers.authorization ?? '', `Bearer ${token}`)) {
    throw new ControlError(401, 'Send the control token as "Authorization: Bearer <token>".');
  }
  if (request.method !== 'POST') throw new ControlError(405, 'Commands are sent with POST.');
  const name = path.slice(CONTROL_PATH.length);
  const command = Object.hasOwn(CONTROLS, name) ? CONTROLS[name] : undefined;
  if (!command) {
    throw new ControlError(404, `There is no such command. Known are: ${Object.keys(CONTROLS).join(', ')}.`);
  }
  return command.run(local, parseJsonObject(await readBody(request)));
}

function asControlError(error: unknown): { readonly status: number; readonly message: string } {
  if (error instanceof ControlError) return error;
  if (error instanceof AwsError) return { status: error.status, message: error.message };
  if (error instanceof ZodError) {
    const problems = error.issues.map(
      ({ path, message }) => `${path.map(String).join('.') || 'body'}: ${message}`,
    );
    return { status: 400, message: problems.join('; ') };
  }
  // The TypeScript API throws for what cannot be done now, such as expiring a contact that waits for nothing.
  return { status: 409, message: error instanceof Error ? error.message : 'The command failed.' };
}

/** Compares hashes, which have one length, so that the time taken tells nothing. */
const sameText = (left: string, right: string) =>
  timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest());
