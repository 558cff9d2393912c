/** Is what the fragment of a link with a graph begins with. The number is the link's version, not the graph's. */
export const LINK_PREFIX = "#g1=";

/** Is what the fragment of a link with a graph and what was trained begins with. */
export const TRAINED_LINK_PREFIX = "#t1=";

/** Matches a link, whole or from its `#` on, which it captures: a letter for what it carries, and a version. */
export const LINK = /^(?:https?:\/\/\S*)?(#[gt]\d+=.*)$/s;

/** Says whether a text is a link that carries something, whole or from its `#` on. */
export function isLink(text: string): boolean {
  return LINK.test(text);
}
