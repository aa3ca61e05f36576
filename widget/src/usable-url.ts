import { CONNECT_LIMIT } from 'connect-sign-in-shared/connect.js';
import { isSecureUrl } from './secure-url.js';

/** Whether an authentication URL, whichever chat it comes from, may be opened. */
export function isUsableUrl(url: string): boolean {
  return url.length <= CONNECT_LIMIT.authenticationUrlMax && isSecureUrl(url);
}
