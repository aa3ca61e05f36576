import { CONNECT, hostOf } from './addresses.js';
import { DEPLOYMENTS, type Cell } from './cells.js';

/** The headers of a host page, as a shop of that kind sends them. */
export function hostPageHeaders({ hostPage, deployment }: Cell): Readonly<Record<string, string>> {
  switch (hostPage) {
    case 'plain':
      return {};
    case 'no-referrer':
      return { 'referrer-policy': 'no-referrer' };
    case 'COOP same-origin':
      return { 'cross-origin-opener-policy': 'same-origin' };
    case 'strict CSP':
      return {
        'content-security-policy': [
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          `connect-src 'self' ${CONNECT} wss://${hostOf(CONNECT)}`,
          `form-action 'self' ${new URL(DEPLOYMENTS[deployment]).origin}`,
          "base-uri 'none'",
          "object-src 'none'",
          "frame-ancestors 'none'",
        ].join('; '),
      };
    case 'Trusted Types':
      return { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types lit-html" };
    default:
      return hostPage satisfies never;
  }
}
