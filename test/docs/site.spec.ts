import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { builtSite, type BuiltSite } from './built-site.js';
import { codeBlocks, markdownFiles } from './markdown.js';

// One build for all tests of this file, also where the configuration runs tests side by side.
test.describe.configure({ mode: 'default' });

let site: BuiltSite;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  site = await builtSite();
});
test.afterAll(() => site.close());

/** Collects what goes wrong in a page, and every request to another origin. */
function watch(page: Page): string[] {
  const wrong: string[] = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('requestfailed', (request) => wrong.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !/^(data|blob|about):/u.test(request.url())) {
      wrong.push(`other address: ${request.url()}`);
    }
  });
  return wrong;
}

async function open(page: Page, name: string): Promise<void> {
  await page.goto(site.url + name);
  await page.waitForFunction(() => document.body.style.display !== 'none');
}

/** What axe finds in light, and in dark, where only colours differ. */
async function violations(page: Page, within?: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page });
    if (within !== undefined) axe.include(within);
    if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
    const result = await axe.analyze();
    for (const { id, nodes } of result.violations) {
      for (const { target, failureSummary = '' } of nodes) {
        found.push(`${colorScheme} ${id} ${String(target)} ${failureSummary.replace(/\s+/gu, ' ')}`);
      }
    }
  }
  return found;
}

/** All guides, and of the API reference one page of each kind. */
function samplePages(): string[] {
  const kinds = new Map(site.pages.map((path) => [path.replace(/[^/]+$/u, ''), path]));
  return [...site.pages.filter((path) => !path.includes('/')), ...kinds.values()].filter(
    (path, index, all) => all.indexOf(path) === index,
  );
}

test('the site is built without warnings', () => {
  expect(site.pages).toContain('index.html');
  expect(site.pages).toContain('playground.html');
  expect(site.pages.some((path) => path.startsWith('api/'))).toBe(true);
  expect(site.warnings).toBe(0);
});

test('all links of the site lead somewhere below the path it is served at', () => {
  const broken = site.pages.flatMap((page) => site.brokenLinks(page).map((to) => `${page}: ${to}`));
  expect(broken).toEqual([]);
});

test('every page is accessible and loads nothing from elsewhere', async ({ page }) => {
  test.setTimeout(600_000);
  const found: string[] = [];
  for (const name of samplePages()) {
    const wrong = watch(page);
    await open(page, name);
    const problems = [...wrong, ...(await violations(page))];
    found.push(...problems.map((problem) => `${name}: ${problem}`));
    page.removeAllListeners();
  }
  expect(found).toEqual([]);
});

test('every diagram is drawn', async ({ page }) => {
  const drawn = markdownFiles.flatMap(codeBlocks).filter(({ language }) => language === 'mermaid');
  const files = new Set(drawn.map(({ file }) => file));
  expect(files.size).toBeGreaterThan(1);
  for (const file of files) {
    const name = file === 'README.md' ? 'index' : file.replace(/^docs\//u, '').replace(/\.md$/u, '');
    await open(
      page,
      `${name
        .replace(/\/README$/u, '')
        .replaceAll('/', '-')
        .toLowerCase()}.html`,
    );
    await expect(page.locator('.diagram svg')).toHaveCount(drawn.filter((one) => one.file === file).length);
    await expect(page.locator('pre code.mermaid')).toHaveCount(0);
  }
});

test('the navigation has every guide and every package', async ({ page }) => {
  await open(page, 'api/modules/local-connect.html');
  const menu = page.locator('.site-menu');
  for (const group of ['Start', 'Use', 'Understand', 'Decide', 'API reference']) {
    await expect(menu.getByText(group, { exact: true })).toBeVisible();
  }
  await expect(menu.getByRole('link', { name: 'connect-sign-in-callback' })).toBeVisible();
  await menu.getByText('Use', { exact: true }).click();
  await menu.getByRole('link', { name: 'Troubleshooting' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Troubleshooting');
});

test('the search finds a page', async ({ page }) => {
  await open(page, 'limits.html');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('combobox').fill('troubleshooting');
  await expect(page.getByRole('option').first()).toContainText('Troubleshooting');
});

test.describe('the playground', () => {
  const state = (page: Page) => page.getByLabel('Show the state');
  const stage = (page: Page) => page.locator('.stage');
  const element = (page: Page) => page.locator('connect-sign-in');

  async function openPlayground(page: Page): Promise<void> {
    await open(page, 'playground.html');
    await expect(page.locator('html')).toHaveAttribute('data-playground', 'ready');
  }

  test('shows every state of the real element, accessibly', async ({ page }) => {
    test.setTimeout(180_000);
    const wrong = watch(page);
    await openPlayground(page);
    const scenes = await state(page).locator('option').allTextContents();
    const statuses = new Set(scenes.map((name) => name.split(':')[0]));
    expect([...statuses].sort()).toEqual(
      [
        'confirming',
        'disconnected',
        'expired',
        'failed',
        'idle',
        'offered',
        'opted-out',
        'opting-out',
        'requesting-url',
        'signing-in',
        'succeeded',
        'timeout',
      ].sort(),
    );
    for (const name of scenes) {
      await state(page).selectOption(name);
      await expect(stage(page)).toHaveAttribute('data-scene', name);
      await expect(element(page)).toHaveAttribute('status', name.split(':')[0] ?? '');
      expect(await violations(page, '#playground'), name).toEqual([]);
    }
    // The frame that stands for the window refuses the form, and says so.
    expect(wrong.filter((text) => !text.includes('sandboxed'))).toEqual([]);
  });

  test('lets the customer and Amazon Connect act', async ({ page }) => {
    await openPlayground(page);
    await page.getByRole('button', { name: /^Sign in/u }).click();
    await expect(page.locator('#playground-status')).toHaveText('signing-in');
    await page.getByRole('button', { name: 'succeeded' }).click();
    await page.getByRole('button', { name: 'new name' }).click();
    await expect(element(page).locator('[part=title]')).toContainText('Ana');
    await expect(page.locator('#playground-log li').first()).toContainText('"outcome":"succeeded"');
  });

  test('changes attributes, language, direction and theme', async ({ page }) => {
    await openPlayground(page);
    await page.getByLabel('identity-provider').fill('ExampleBank');
    await expect(page.locator('#playground-markup')).toContainText('identity-provider="ExampleBank"');
    await page.getByLabel('--connect-sign-in-accent').selectOption({ label: 'blue' });
    await expect(element(page)).toHaveCSS('--connect-sign-in-accent', '#0f62fe');
    await page.getByLabel('Direction of the page').selectOption('rtl');
    await expect(stage(page)).toHaveAttribute('dir', 'rtl');
    await page.getByLabel('Colour scheme').selectOption('dark');
    await expect(stage(page)).toHaveCSS('color-scheme', 'dark');
    await page.getByLabel('The browser').selectOption('blocks');
    await page.getByRole('button', { name: /^Sign in/u }).click();
    await expect(element(page).locator('[part=notice]')).toContainText('blocked the sign-in window');
  });

  test('has every language of the element', async ({ page }) => {
    await openPlayground(page);
    const tags = (await page.getByLabel('locale').locator('option').allTextContents()).slice(1);
    expect(tags).toContain('en');
    for (const tag of tags) {
      await page.getByLabel('locale').selectOption(tag);
      await expect(element(page).locator('[part=base]')).toHaveAttribute('lang', tag);
    }
  });
});
