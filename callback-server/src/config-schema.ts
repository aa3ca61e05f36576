import { CONNECT_LIMIT } from 'connect-sign-in-shared/connect.js';
// The older of the two interfaces in the package zod: the newer one brings its words in fifty languages, which were most of
// what this server holds in memory beyond Express and the SDK, and a fifth of its start.
import { z } from 'zod/v3';
import { brandSchema } from './config-brand.js';
import { isLoopback, parseUrl } from './parse-url.js';

const isSafeUrl = (url: URL) => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));

function isOrigin(text: string): boolean {
  const url = parseUrl(text);
  return url !== undefined && isSafeUrl(url) && url.origin === text;
}

function isRedirectUri(text: string): boolean {
  const url = parseUrl(text);
  if (url === undefined || !isSafeUrl(url) || text.length > CONNECT_LIMIT.redirectUriMax) return false;
  // Cognito compares the whole text with what is registered, so ours must be its own normal form.
  return url.href === text && url.username === '' && !/[?#]|\/(start|done)?$/u.test(text);
}

const origins = z.array(z.string().refine(isOrigin)).min(1);

/** One redirect URI and the Connect instance behind it. */
export const instanceSchema = z
  .object({
    name: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,40}$/u)
      .optional(),
    instanceId: z
      .string()
      .regex(/^[A-Za-z0-9-]+$/u)
      .max(CONNECT_LIMIT.instanceIdMax),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/u),
    redirectUri: z.string().refine(isRedirectUri),
    allowedOrigins: origins,
    cognitoDomains: origins,
    clientId: z
      .string()
      .regex(/^[A-Za-z0-9_+-]{1,128}$/u)
      .optional(),
    neighbour: z
      .object({ path: z.string().regex(/^(\/[A-Za-z0-9._~-]+)+$/u) })
      .strict()
      .optional(),
    issuer: z
      .string()
      .refine((text) => parseUrl(text) !== undefined)
      .optional(),
  })
  .strict();

/** What all instances share. */
export const sharedSchema = z
  .object({
    bindingKeys: z.array(z.string().refine((key) => Buffer.byteLength(key) >= 32)).min(1),
    rate: z.number().positive().max(100_000).default(2),
    burst: z.number().int().min(1).max(1000).default(5),
    deadlineMs: z.number().int().min(500).max(20_000).default(6000),
    queueWaitMs: z.number().int().min(0).max(10_000).default(2500),
    maxAttempts: z.number().int().min(1).max(5).default(3),
    codeLifetimeMs: z.number().int().min(10_000).max(900_000).default(CONNECT_LIMIT.codeLifetimeMs),
    dangerouslyAcceptUnboundResponses: z.boolean().default(false),
    brand: brandSchema.default({}),
  })
  .strict();

/** One redirect URI and the Connect instance behind it. */
export type InstanceOptions = z.input<typeof instanceSchema>;

/** Options that all instances share. */
export type SharedOptions = z.input<typeof sharedSchema>;

/** Options of the callback server: one instance, or a list of them. */
export type ServerOptions = SharedOptions & (InstanceOptions | { instances: readonly InstanceOptions[] });
