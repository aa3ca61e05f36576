/** The `lang` that holds for an element, across shadow roots (HTML, "the lang attribute"); empty where there is none. */
export function nearestLanguage(element: Element): string {
  for (let node: Element | undefined = element; node;) {
    const found = node.closest<HTMLElement>('[lang]:not([lang=""])');
    if (found) return found.lang;
    const root = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : undefined;
  }
  return '';
}
