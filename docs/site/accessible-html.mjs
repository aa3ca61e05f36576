// Mends what TypeDoc's theme leaves open to people who do not see the page.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const LINK = /<a\b[^>]*>([\s\S]*?)<\/a>/gu;

/** Headings whose level leaps say their true level to assistive technology; their look stays. */
function inOrder(html) {
  let last = 0;
  return html.replace(/<h([1-6])\b/gu, (tag, digit) => {
    const level = Math.min(Number(digit), last + 1);
    last = level;
    return level === Number(digit) ? tag : `${tag} role="heading" aria-level="${level}"`;
  });
}

/** The page with landmarks, headings in order, no link inside another control and no empty table header. */
export function accessible(html) {
  const mended = html
    // The first page has a heading of its own.
    .replace(/<div class="tsd-page-title">\s*<h1>connect-sign-in documentation<\/h1>\s*<\/div>/u, '')
    .replace('<div class="col-content">', '<div class="col-content" role="main">')
    .replace(/<table>/gu, '<div class="table" role="group" aria-label="Table" tabindex="0"><table>')
    .replace(/<\/table>/gu, '</table></div>')
    .replace(
      '<div class="col-sidebar">',
      '<div class="col-sidebar" role="complementary" aria-label="Contents">',
    )
    .replace(/<h3>(Settings|On This Page)<\/h3>/gu, '<h2 class="menu-title">$1</h2>')
    .replace(/<summary\b[\s\S]*?<\/summary>/gu, (summary) =>
      summary.replace(LINK, (link, inside) => (link.includes('tsd-anchor-icon') ? '' : inside)),
    )
    .replace(/<thead>(?:(?!<\/thead>)[\s\S])*<\/thead>/gu, (head) =>
      /<th\b[^>]*>\s*\S/u.test(head.replace(/<th\b[^>]*>\s*<\/th>/gu, '')) ? head : '',
    )
    .replace(/<th\b[^>]*>\s*<\/th>/gu, '<td></td>');
  return inOrder(mended);
}

/** Mends all pages in a folder. */
export async function mendPages(folder) {
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    const path = join(folder, file);
    await writeFile(path, accessible(await readFile(path, 'utf8')));
  }
}
