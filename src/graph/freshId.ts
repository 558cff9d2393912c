import type { Graph } from "./graph.ts";
import { limits } from "./limits.ts";

/**
 * Returns an id that no node has yet: `linear`, then `linear_2`, `linear_3`, … A number that `base` itself ends in is
 * counted on: of `linear_2` the next one is `linear_3`.
 *
 * @param base a node type's name, or the id of the node that is copied.
 * @param taken further ids that are not free.
 */
export function freshId(graph: Graph, base: string, taken: ReadonlySet<string> = new Set()): string {
  const ids = new Set(graph.nodes.map((node) => node.id));
  const isFree = (id: string) => !ids.has(id) && !taken.has(id);
  if (isFree(base)) return base;
  const numbered = /^(.+)_(\d{1,6})$/s.exec(base);
  const stem = numbered?.[1] ?? base;
  for (let number = numbered === null ? 2 : Number(numbered[2]) + 1; ; number++) {
    const id = `${stem.slice(0, limits.id - 1 - String(number).length)}_${number}`;
    if (isFree(id)) return id;
  }
}
