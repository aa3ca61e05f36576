import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from './aws-error.js';

/** Longest request body that is read, in bytes. */
export const BODY_BYTES_MAX = 256 * 1024;

/**
 * Reads a request body. What comes after the limit is read too and thrown away: a client that is cut off in the middle
 * of its body would not see the answer.
 *
 * @throws AwsError `RequestEntityTooLargeException` when it is longer than `bytesMax`; another error when
 * the connection ends within the body
 */
export function readBody(request: IncomingMessage, bytesMax = BODY_BYTES_MAX): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= bytesMax) return void chunks.push(chunk);
      chunks.length = 0;
      reject(new AwsError('RequestEntityTooLargeException', 'The request body is too long.'));
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('close', () => reject(new Error('The connection ended within the body.')));
    request.on('error', reject);
  });
}

/** Answers with JSON and the headers every AWS answer has. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  response.end(bytes);
}

/** Answers an error as AWS does: the name in `x-amzn-errortype` and `__type`, a message for the developer. */
export function sendAwsError(response: ServerResponse, error: AwsError): void {
  sendJson(
    response,
    error.status,
    { __type: error.name, Message: error.message, message: error.message },
    {
      'x-amzn-errortype': error.name,
      // What is left of an oversized body would be read as the next request.
      ...(error.status === 413 ? { connection: 'close' } : {}),
    },
  );
}
