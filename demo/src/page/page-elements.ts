/**
 * An element of the page.
 *
 * @throws Error when the page has none with this id
 */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element #${id}.`);
  return found;
}

/**
 * An input of the page.
 *
 * @throws Error when the page has none with this id
 */
export function input(id: string): HTMLInputElement {
  const found = element(id);
  if (!(found instanceof HTMLInputElement)) throw new Error(`The element #${id} is no input.`);
  return found;
}
