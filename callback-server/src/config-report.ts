import type { ServerSettings } from './config-server.js';
import type { Settings } from './config.js';
import { keyId } from './signed-token.js';

/** The effective configuration as JSON for `serve --check`; keys by their ids, as cookies name them. */
export function configReport(settings: Settings, server: ServerSettings): string {
  const { bindingKeys, brand, ...rest } = settings;
  const keys = bindingKeys.map((key, index) => ({
    keyId: keyId(key),
    bytes: Buffer.byteLength(key),
    use: index === 0 ? 'signs and verifies' : 'verifies',
  }));
  const { logo, ...shownBrand } = brand;
  const shown =
    logo === undefined ? shownBrand : { ...shownBrand, logo: `data URI of ${logo.length} characters` };
  return `${JSON.stringify({ ...rest, bindingKeys: keys, brand: shown, server }, undefined, 2)}\n`;
}
