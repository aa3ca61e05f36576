const TOKEN = 'callback-server/src/signed-token.ts';
const ROOM = 'callback-server/src/waiting-room.ts';
const DEFAULTS = "const [, header = '', payload = '', signature = ''] =";
const MATCH = 'token.length > TOKEN_MAX ? [] : (COMPACT.exec(token) ?? []);';
const NO_KEY =
  "if (signingKeyId === undefined || signingKey === undefined) throw new TypeError('no key to sign with');";
const NEVER_DECODED =
  'where the form does not match, no default decodes to a header with an algorithm: malformed';
const BOTH_OR_NEITHER =
  'id and key come from one entry, so both are there or neither; the types ask for both';

/** Changes that no test notices: the source's line, what stood in place of a part of it, and why nobody can notice. */
export const SURVIVORS = [
  {
    file: 'widget/src/sign-in-machine.ts',
    line: 'default:',
    replacement: 'default:',
    why: 'unreachable: the types leave no event for it',
  },
  {
    file: 'callback-server/src/browser-binding.ts',
    line: "expiresAt: typeof exp === 'number' ? exp * 1000 : 0,",
    replacement: 'true',
    why: 'a token whose end is no number was refused before',
  },
  {
    file: TOKEN,
    line: 'const [signingKeyId, signingKey] = [...ring][0] ?? [];',
    replacement: '["Stryker was here"]',
    why: 'without a key there is an id too few or a key too few: both throw the same',
  },
  { file: TOKEN, line: DEFAULTS, replacement: '"Stryker was here!"', why: NEVER_DECODED },
  { file: TOKEN, line: MATCH, replacement: '["Stryker was here"]', why: NEVER_DECODED },
  {
    file: TOKEN,
    line: "const key = typeof kid === 'string' ? ring.get(kid) : undefined;",
    replacement: 'true',
    why: 'the map holds texts only, so it finds nothing else; the types ask for the check',
  },
  {
    file: TOKEN,
    line: NO_KEY,
    replacement: 'signingKeyId === undefined && signingKey === undefined',
    why: BOTH_OR_NEITHER,
  },
  { file: TOKEN, line: NO_KEY, replacement: 'false', why: BOTH_OR_NEITHER },
  {
    file: TOKEN,
    line: '} catch {',
    replacement: '{}',
    why: 'a function that ends without a return gives undefined as well',
  },
  {
    file: TOKEN,
    line: "const ring = new Map(keys.map((key) => [keyId(key), createSecretKey(key, 'utf8')]));",
    replacement: '""',
    why: 'Node takes an unknown encoding for UTF-8',
  },
  {
    file: 'callback-server/src/quota.ts',
    line: 'if (tokens < 0.999) return Math.max(1, Math.ceil(((1 - tokens) * 1000) / currentRate()));',
    replacement: 'tokens <= 0.999',
    why: 'the sum of fractions never meets the limit exactly, and a millisecond more or less is what it leaves out',
  },
  {
    file: ROOM,
    line: 'const onTime = turnAt !== undefined && turnAt - now <= EARLY_MS;',
    replacement: 'true',
    why: 'without a turn the comparison is false as well; the types ask for the check',
  },
  {
    file: ROOM,
    line: 'if (at < 0) return;',
    replacement: 'false',
    why: 'who was admitted no longer listens: this guard and the next stand behind each other',
  },
  {
    file: ROOM,
    line: "signal?.removeEventListener('abort', gone);",
    replacement: '""',
    why: 'who was admitted is no longer in the queue: this guard and the one before stand behind each other',
  },
  {
    file: ROOM,
    line: 'const asked = queue.length === 0 && !serving ? permission(quota) : undefined;',
    replacement: 'true',
    why: 'while somebody waits, somebody is served; the first comparison only says so',
  },
  {
    file: 'callback-server/src/browser-binding.ts',
    line: 'if (cookies.length === 0) return { ok: false, problem };',
    replacement: 'false',
    why: 'a shortcut: without candidates the loop below finds none either',
  },
  ...['false', '""'].map((replacement) => ({
    file: ROOM,
    line: "const waitMs = typeof answer === 'number' ? answer : await answer;",
    replacement,
    why: 'who need not wait never comes here, and who waits cannot tell a microtask',
  })),
];
