const texts = new WeakMap<Response, string>();

/** A response whose text shells can send without reading it back out of a stream. */
export function textResponse(text: string, init: ResponseInit): Response {
  const response = new Response(text, init);
  texts.set(response, text);
  return response;
}

/** The text of a {@link textResponse}, or nothing where there is no body; undefined for any other response. */
export function textOf(response: Response): string | undefined {
  return response.body === null ? '' : texts.get(response);
}
