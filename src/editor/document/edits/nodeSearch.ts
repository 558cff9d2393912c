import { nodeTypes } from "../../../nodes/catalogue.ts";
import type { Category, NodeType } from "../../../nodes/contract/nodeType.ts";

/** Holds the palette's order and words. */
export const categories: readonly (readonly [Category, string])[] = [
  ["data", "Data"],
  ["parameters", "Parameters"],
  ["shape", "Shape"],
  ["maths", "Maths"],
  ["training", "Loss and training"],
];

/** Returns the node types that a search means, those whose name begins with it first. Nothing searched: all. */
export function searchNodeTypes(search: string, among: readonly NodeType[] = nodeTypes): readonly NodeType[] {
  const wanted = search.trim().toLowerCase().replaceAll(/[\s_]/g, "");
  if (wanted === "") return among;
  const ranked = among.flatMap((nodeType) => {
    const title = nodeType.title.toLowerCase();
    if (title.startsWith(wanted)) return [{ nodeType, rank: 0 }];
    if (title.includes(wanted) || nodeType.type.replaceAll("_", "").includes(wanted)) return [{ nodeType, rank: 1 }];
    if (nodeType.summary.toLowerCase().includes(search.trim().toLowerCase())) return [{ nodeType, rank: 2 }];
    return [];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ nodeType }) => nodeType);
}

/** Returns the ids that a search means: those that begin with it first, in their own order. */
export function searchIds(search: string, ids: readonly string[]): readonly string[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return [];
  const found = ids.filter((id) => id.toLowerCase().includes(wanted));
  const begins = (id: string): boolean => id.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((id) => !begins(id))];
}
