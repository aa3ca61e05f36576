/** Whether a text is an absolute https URL, or an http one that stays on this machine (for development). */
export function isSecureUrl(text: string): boolean {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return false;
  }
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(127\.0\.0\.1|\[::1\]|([\w-]+\.)*localhost)$/u.test(url.hostname))
  );
}
