import type { Source } from "../syntax/source.ts";

/** Holds what a script says of the graph that it was written of. */
export interface OwnScript {
  readonly title: string;
  /** Lines `# name` that name the nodes of what follows, up to the next blank line or comment. */
  readonly names: readonly NamedPart[];
}

export interface NamedPart {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const HEAD = /^# (?:A graph of Wiregrad|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')), as PyTorch\./;

/**
 * Says whether a script was written of a graph by this project, and with which names. All that it computes is of the graph
 * then, and not only what the loss depends on. Null for any other code.
 */
export function ownScript(source: Source, valueOf: (literal: string) => string | null): OwnScript | null {
  const head = HEAD.exec(source.text);
  if (head === null) return null;
  return { title: head[1] === undefined ? "" : (valueOf(head[1]) ?? ""), names: namedParts(source.text) };
}

function namedParts(text: string): NamedPart[] {
  const parts: NamedPart[] = [];
  for (const match of text.matchAll(/^[ \t]*# ([\p{XID_Start}_]\p{XID_Continue}*)[ \t]*$/gmu)) {
    const from = match.index + match[0].length;
    const rest = /^[ \t]*(?:#.*)?$/m;
    const next = rest.exec(text.slice(from + 1));
    parts.push({ name: match[1]!, from, to: next === null ? text.length : from + 1 + next.index });
  }
  return parts;
}
