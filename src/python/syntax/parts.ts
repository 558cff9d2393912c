import type { SyntaxNode } from "@lezer/common";
import { limits } from "./limits.ts";
import type { Source } from "./source.ts";

/** Holds what reading a tree needs: the text, and how deep it has come. */
export interface Reading {
  readonly source: Source;
  readonly depth: number;
}

/** Returns a reading one level deeper. Throws beyond the limit. */
export function deeper({ source, depth }: Reading, node: SyntaxNode): Reading {
  if (depth >= limits.depth) throw source.fault(node.from, `this nests more than ${limits.depth} levels deep`);
  return { source, depth: depth + 1 };
}

/** Returns what a node of the parser's tree consists of, comments left out. */
export function parts(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "Comment") found.push(child);
  }
  return found;
}

/** Returns the text of a node. */
export function textOf({ source }: Reading, { from, to }: SyntaxNode): string {
  return source.text.slice(from, to);
}

/** Splits nodes at those of a name: what stands between commas. A last empty part is left out. */
export function splitAt(nodes: readonly SyntaxNode[], name: string): SyntaxNode[][] {
  const found: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === name) found.push([]);
    else found.at(-1)!.push(node);
  }
  if (found.at(-1)!.length === 0) found.pop();
  return found;
}
