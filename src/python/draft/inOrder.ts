import type { DraftNode } from "./draft.ts";

/**
 * Returns nodes in an order in which each stands after those that it takes from. Those that draw stand in the order in which
 * the code draws, at first (`drawing`) and in each iteration; else the order is that of the code. Null where there is none.
 */
export function inOrder(nodes: readonly DraftNode[], drawing: readonly DraftNode[]): readonly DraftNode[] | null {
  const waitsFor = new Map<DraftNode, Set<DraftNode>>(
    nodes.map((node) => [node, new Set([...node.inputs.values()].map(({ node: source }) => source))]),
  );
  const rolling = nodes.filter(({ rolls }) => rolls !== undefined).toSorted((a, b) => a.rolls! - b.rolls!);
  for (const chain of [drawing, rolling]) {
    chain.forEach((node, at) => {
      const before = chain[at - 1];
      if (before !== undefined && before !== node) waitsFor.get(node)!.add(before);
    });
  }
  const order: DraftNode[] = [];
  const left = [...nodes];
  while (left.length > 0) {
    const next = left.findIndex((node) => waitsFor.get(node)!.size === 0);
    if (next < 0) return null;
    const [node] = left.splice(next, 1);
    order.push(node!);
    for (const waiting of waitsFor.values()) waiting.delete(node!);
  }
  return order;
}
