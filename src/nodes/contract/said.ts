/**
 * Holds what a node may say beside its tensors, by the facet that makes something of it. The node type that says it adds
 * its line where it stands (`declare module`): so it is known here, and no list names all facets.
 */
export interface Said {}

/** Holds lines of text that say what numbers are, and why there are no more of them, where something failed. */
export interface SaidText {
  readonly lines: readonly string[];
  readonly fault: string | null;
}
