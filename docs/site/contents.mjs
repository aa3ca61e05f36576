// What the documentation site is made of, in the order of its table of contents.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Group titles and the Markdown files in them, relative to the root of the repository. */
export const CONTENTS = [
  {
    title: 'Start',
    files: ['docs/getting-started-aws.md', 'docs/embedding.md', 'docs/hosting.md', 'docs/playground.md'],
  },
  {
    title: 'Packages',
    files: ['widget/README.md', 'callback-server/README.md', 'local-connect/README.md', 'demo/README.md'],
  },
  {
    title: 'Use',
    files: ['docs/theming.md', 'docs/local-connect.md', 'docs/troubleshooting.md', 'docs/limits.md'],
  },
  {
    title: 'Understand',
    files: [
      'docs/architecture.md',
      'docs/security.md',
      'callback-server/SECURITY.md',
      'local-connect/FIDELITY.md',
      'docs/accessibility.md',
      'docs/benchmarks.md',
      'docs/mutation.md',
    ],
  },
  {
    title: 'Decide',
    files: ['docs/comparison.md', 'docs/migrate-from-hosted-widget.md', 'docs/migrate-from-touchpoint.md'],
  },
  {
    title: 'Project',
    files: ['CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md'],
  },
];

/** Packages whose exports make the API reference. */
export const PACKAGES = ['widget', 'callback-server', 'local-connect'];

/**
 * The groups with the files that exist; a page in `docs/` that nobody has put into a group is in the last one.
 *
 * @param {string} root - root of the repository
 */
export function groups(root) {
  const listed = new Set(CONTENTS.flatMap(({ files }) => files));
  const others = readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => `docs/${name}`)
    .filter((path) => !listed.has(path));
  return [...CONTENTS, { title: 'More', files: others }]
    .map(({ title, files }) => ({ title, files: files.filter((path) => existsSync(join(root, path))) }))
    .filter(({ files }) => files.length > 0);
}
