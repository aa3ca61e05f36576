/* eslint-disable @typescript-eslint/no-floating-promises -- plugins type chai's plain assertions as thenable */
import { expect, oneEvent } from '@open-wc/testing';
import { until } from './prompt-fixture.js';

const SOURCE = new URL('../../../widget/src/', import.meta.url);

/** A page of its own with the element in it, which runs a script before, and lacks some of the element's files. */
async function brokenPage({ lang = 'en', before = '', missing = '' }): Promise<Document> {
  const imports: Record<string, string> = {};
  for (const end of ['.js', '.ts']) if (missing) imports[new URL(missing + end, SOURCE).href] = '/missing.js';
  const script = new URL('./restricted-page.ts', import.meta.url).href;
  const frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><html lang="${lang}"><script type="importmap">${JSON.stringify({ imports })}</script>
    <script>console.warn = (text) => { document.documentElement.dataset.warned = text; };${before}</script>
    <body><script type="module" src="${script}"></script>`;
  const loaded = oneEvent(frame, 'load');
  document.body.append(frame);
  await loaded;
  return frame.contentDocument!;
}

describe('<connect-sign-in> in a page where something is wrong', () => {
  afterEach(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  });

  it('throws nothing into a page that has another copy of it, and tells its developer', async () => {
    const page = await brokenPage({
      before: "customElements.define('connect-sign-in', class extends HTMLElement {});",
    });
    await until(() => page.documentElement.dataset['warned'] !== undefined);
    expect(page.documentElement.dataset['warned']).to.contain('another copy');
  });

  it('says that it cannot sign anybody in where the prompt itself is missing', async () => {
    const page = await brokenPage({ missing: 'prompt' });
    const element = page.querySelector('connect-sign-in')!;
    await until(() => element.getAttribute('status') === 'offered');
    expect(page.documentElement.dataset['warned']).to.contain('could not be loaded');
    const buttonsOf = () =>
      [...(element.shadowRoot?.querySelectorAll('[role=alert] button') ?? [])] as HTMLElement[];
    await until(() => buttonsOf().length > 0);
    const buttons = buttonsOf();
    expect(buttons.map(({ textContent }) => textContent)).to.deep.equal([
      'Try again',
      'Continue without signing in',
    ]);
    buttons[0]!.click();
    await until(() => element.getAttribute('status') === 'offered');
    buttons[1]!.click();
    expect(element.status).to.equal('opting-out');
  });

  it('speaks English where the texts of the page’s language are missing', async () => {
    const page = await brokenPage({ lang: 'fr', missing: 'locales/fr' });
    const card = () => page.querySelector('connect-sign-in')!.shadowRoot!.querySelector('[part=base]');
    await until(() => card()?.textContent.includes('Sign in to continue') === true);
    expect(card()).to.have.attribute('lang', 'en');
  });
});
