// Writes the reference page of the element from its custom elements manifest.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

/**
 * The declaration of `<connect-sign-in>` in a fresh custom elements manifest of its source.
 *
 * @param {string} root - root of the repository
 */
export function elementDeclaration(root) {
  const path = 'widget/src/connect-sign-in.ts';
  const source = readFileSync(join(root, path), 'utf8');
  const module = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  const { modules } = create({ modules: [module], plugins: litPlugin() });
  const found = modules
    .flatMap(({ declarations }) => declarations ?? [])
    .find(({ tagName }) => tagName === 'connect-sign-in');
  if (found === undefined) throw new Error('the manifest has no <connect-sign-in>');
  return found;
}

const cell = (text) =>
  (text ?? '')
    .replace(/\s+/gu, ' ')
    .replaceAll('|', '\\|')
    .replace(/\{@link (\w+)\}/gu, '`$1`');
const code = (text) => (text === undefined || text === '' ? '' : `\`${cell(text)}\``);

function table(title, columns, rows) {
  if (rows.length === 0) return '';
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line), '', ''].join(
    '\n',
  );
}

/** What the element is, as Markdown. */
export function elementMarkdown(declaration) {
  const members = (declaration.members ?? []).filter(
    ({ privacy, static: isStatic, name, inheritedFrom, description }) =>
      privacy !== 'private' &&
      privacy !== 'protected' &&
      isStatic !== true &&
      !name.startsWith('#') &&
      !inheritedFrom &&
      description,
  );
  const fields = members.filter(({ kind }) => kind === 'field');
  const properties = fields.filter(({ attribute }) => attribute === undefined);
  const methods = members.filter(({ kind }) => kind === 'method');
  const fieldOf = (attribute) => fields.find(({ name }) => name === attribute.fieldName);
  return [
    '# The element connect-sign-in\n\n',
    `${cell(declaration.description)}\n\n`,
    'Generated from the docstrings of the element. How to use it is in [Embedding](../../../docs/embedding.md).\n\n',
    table(
      'Attributes',
      ['attribute', 'property', 'meaning'],
      (declaration.attributes ?? []).map((attribute) => [
        code(attribute.name ?? attribute.fieldName),
        code(attribute.fieldName),
        cell(attribute.description ?? fieldOf(attribute)?.description),
      ]),
    ),
    table(
      'Properties',
      ['property', 'type', 'meaning'],
      properties.map(({ name, type, description }) => [code(name), code(type?.text), cell(description)]),
    ),
    table(
      'Methods',
      ['method', 'meaning'],
      methods.map(({ name, description }) => [code(`${name}()`), cell(description)]),
    ),
    table(
      'Events',
      ['event', 'type', 'when'],
      (declaration.events ?? []).map(({ name, type, description }) => [
        code(name),
        code(type?.text),
        cell(description),
      ]),
    ),
    ...[
      ['Slots', 'slot', declaration.slots],
      ['Parts', 'part', declaration.cssParts],
      ['Custom properties', 'custom property', declaration.cssProperties],
    ].map(([title, column, rows]) =>
      table(
        title,
        [column, 'meaning'],
        (rows ?? []).map(({ name, description }) => [code(name), cell(description)]),
      ),
    ),
  ].join('');
}

/** Writes the page. */
export function writeElementPage(root, path) {
  writeFileSync(path, elementMarkdown(elementDeclaration(root)));
}
