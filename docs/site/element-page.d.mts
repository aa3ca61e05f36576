/** A named part of the element, from its docstring. */
export interface ElementFeature {
  readonly name?: string;
  readonly description?: string;
}

/** The element in a custom elements manifest, schema 1.0.0, as far as it is read here. */
export interface ElementDeclaration {
  readonly description?: string;
  readonly attributes?: readonly (ElementFeature & { readonly fieldName?: string })[];
  readonly events?: readonly ElementFeature[];
  readonly slots?: readonly ElementFeature[];
  readonly cssParts?: readonly ElementFeature[];
  readonly cssProperties?: readonly ElementFeature[];
}

export function elementDeclaration(root: string): ElementDeclaration;
export function elementMarkdown(declaration: ElementDeclaration): string;
export function writeElementPage(root: string, path: string): void;
