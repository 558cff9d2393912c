/**
 * Says before a limit that a text is beyond that it is JSON of another program; the empty string for what may be a graph. A
 * reader wants to know that first.
 */
export function foreignJson(text: string): string {
  const isForeign = /^\s*[[{]/.test(text) && !text.includes('"wiregrad/graph"');
  return isForeign ? 'this is JSON, but no graph of Wiregrad, which has "format": "wiregrad/graph"; besides, ' : "";
}
