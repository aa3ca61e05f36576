const CONSTRUCTION = Symbol('html');

/** A piece of HTML that was made by {@link html}; there is no other way to make one. */
export class Html {
  readonly #text: string;

  constructor(construction: typeof CONSTRUCTION, text: string) {
    if (construction !== CONSTRUCTION) throw new TypeError('Html is made by the html template only.');
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Value = string | number | Html | readonly Html[] | undefined | false;

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function render(value: Value): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(String).join('');
  return String(value).replace(/[&<>"'`]/gu, (character) => ENTITY[character] ?? '');
}

/** Template tag: texts become text, pieces of HTML stay HTML. Attribute values must be written in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const text = strings.reduce((before, part, index) => before + render(values[index - 1]) + part);
  return new Html(CONSTRUCTION, text);
}

/** A style element and the exact text inside it, which a Content-Security-Policy hashes. */
export interface StyleSheet {
  readonly element: Html;
  readonly text: string;
}

/** Template tag of a style sheet; takes no values, so its text is what was written. */
export function css(strings: TemplateStringsArray): StyleSheet {
  const text = strings.join('');
  return { element: new Html(CONSTRUCTION, `<style>${text}</style>`), text };
}
