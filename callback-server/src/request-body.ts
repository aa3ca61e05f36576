import type { IncomingRequest } from './incoming-request.js';

/**
 * Reads a request's body as UTF-8 text, at most `maxBytes` of it.
 *
 * @returns the text, or why there is none; reading stops at the limit
 */
export async function readBody(
  request: IncomingRequest,
  maxBytes: number,
): Promise<{ ok: true; text: string } | { ok: false; problem: 'too-long' | 'unreadable' }> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes)
    return { ok: false, problem: 'too-long' };
  if (request.body === null) return { ok: true, text: '' };
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return { ok: false, problem: 'too-long' };
      chunks.push(chunk);
    }
  } catch {
    return { ok: false, problem: 'unreadable' };
  }
  return { ok: true, text: Buffer.concat(chunks).toString('utf8') };
}
