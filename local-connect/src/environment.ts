import { OptionsError } from './options.js';

/**
 * Refuses to go on where it would be a mistake.
 *
 * @throws OptionsError when `NODE_ENV` is `production`
 */
export function refuseProduction(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): void {
  if (environment['NODE_ENV'] !== 'production') return;
  throw new OptionsError(
    'local-connect signs in anybody and must not run in production (NODE_ENV is "production").',
  );
}
