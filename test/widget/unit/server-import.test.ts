import { describe, expect, it } from 'vitest';

describe('importing connect-sign-in where there is no DOM', () => {
  it('throws nothing and registers nothing', async () => {
    expect(typeof document).toBe('undefined');
    const { ConnectSignInElement } = await import('../../../widget/src/index.js');
    await import('../../../widget/src/define.js');
    expect(ConnectSignInElement.name).toBe('ConnectSignInElement');
  });
});
