/* global customElements -- what runs in the page */
// The script tag with Subresource Integrity: the released files run, and a file with one more byte does not.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPage, withPage } from './page-check.mjs';
import { serveSite } from './static-site.mjs';

const MAIN = 'connect-sign-in.js';
const PROMPT = 'connect-sign-in-prompt.js';

/** The page with the hashes of the released files, and the package's `dist` beside it. */
async function site(project, tampered) {
  const dist = join(project, 'node_modules/connect-sign-in/dist');
  const hash = async (file) =>
    `sha384-${createHash('sha384')
      .update(await readFile(join(dist, file)))
      .digest('base64')}`;
  const hashes = { [MAIN]: await hash(MAIN), [PROMPT]: await hash(PROMPT) };
  return serveSite(async (path) => {
    if (path === 'index.html') {
      const html = await readFile(join(project, path), 'utf8');
      return html.replace(/%([\w.-]+)%/gu, (_, file) => hashes[file]);
    }
    const file = path.replace(/^connect-sign-in\//u, '');
    if (file === path) return readFile(join(project, path));
    const content = await readFile(join(dist, file));
    return file === tampered ? Buffer.concat([content, Buffer.from('\n')]) : content;
  });
}

async function visitSite(project, tampered, visit) {
  const { url, close } = await site(project, tampered);
  try {
    await visit(url);
  } finally {
    close();
  }
}

/** A step of the plain page. */
export async function checkScriptTag(project) {
  await visitSite(project, undefined, checkPage);

  await visitSite(project, MAIN, (url) =>
    withPage(url, async (page, problems) => {
      await page.waitForLoadState('load');
      assert.equal(await page.evaluate(() => customElements.get('connect-sign-in')), undefined);
      assert.match(problems.join('\n'), /integrity/u);
    }),
  );

  await visitSite(project, PROMPT, (url) =>
    withPage(url, async (page, problems) => {
      // The status passes by; what stays is the way on without the prompt.
      await page.getByRole('button', { name: 'Continue without signing in' }).waitFor();
      assert.equal(await page.locator('connect-sign-in [part="sign-in"]').count(), 0);
      assert.match(problems.join('\n'), /integrity/u);
    }),
  );
}
