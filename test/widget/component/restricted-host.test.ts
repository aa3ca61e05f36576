/* eslint-disable @typescript-eslint/no-floating-promises -- plugins type chai's plain assertions as thenable */
import { expect, oneEvent } from '@open-wc/testing';
import { browserSignInWindow } from '../../../widget/src/browser-sign-in-window.js';
import { until } from './prompt-fixture.js';

/** A page of its own under a policy, with the element in it. */
async function restrictedPage(policy: string): Promise<{ page: Document; remove(): void }> {
  const script = new URL('./restricted-page.ts', import.meta.url).href;
  const frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><body><script type="module" src="${script}"></script>`;
  const loaded = oneEvent(frame, 'load');
  document.body.append(frame);
  await loaded;
  return { page: frame.contentDocument!, remove: () => frame.remove() };
}

describe('<connect-sign-in> in a host that restricts', () => {
  it('works under a strict policy with Trusted Types, and breaks nothing of it', async () => {
    const { page, remove } = await restrictedPage(
      `default-src 'none'; script-src ${location.origin}; connect-src ${location.origin}; form-action https://auth.example.com; require-trusted-types-for 'script'; trusted-types lit-html`,
    );
    const element = page.querySelector('connect-sign-in')!;
    await until(() => element.getAttribute('status') === 'offered');
    const button = element.shadowRoot!.querySelector<HTMLButtonElement>('[part=sign-in]')!;
    // The style comes from an adopted style sheet, which the policy does not refuse.
    expect(page.defaultView!.getComputedStyle(button).minHeight).to.equal('44px');
    button.click();
    await until(() => element.getAttribute('status') === 'signing-in');
    expect(page.documentElement.dataset['posted']).to.equal('https://auth.example.com/start _self');
    expect(page.documentElement.dataset['refused']).to.equal('');
    remove();
  });

  it('redirects by a form in a hidden frame, which sends a true origin', () => {
    const { append } = document.body;
    const sent: unknown[] = [];
    document.body.append = (frame: unknown) => {
      append.call(document.body, frame as Node);
      const page = (frame as HTMLIFrameElement).contentDocument!;
      const realm = (frame as HTMLIFrameElement).contentWindow as unknown as typeof globalThis;
      realm.HTMLFormElement.prototype.submit = function () {
        const referrer = page.querySelector<HTMLMetaElement>('meta[name=referrer]')?.content;
        sent.push([this.action, this.method, this.target, new FormData(this).get('a'), referrer]);
      };
    };
    try {
      for (let round = 0; round < 2; round++) {
        browserSignInWindow.redirect({
          action: 'https://auth.example.com/start',
          fields: { a: '1' },
          placeholder: '',
        });
      }
    } finally {
      document.body.append = append;
    }
    const form = ['https://auth.example.com/start', 'post', '_top', '1', 'origin'];
    expect(sent).to.deep.equal([form, form]);
    const frames = document.querySelectorAll('iframe[hidden]');
    expect(frames.length, 'one frame, however often').to.equal(1);
    frames[0]!.remove();
  });
});
