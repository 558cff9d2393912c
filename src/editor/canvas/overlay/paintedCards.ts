import type { InternalNode } from "@xyflow/react";
import type { Box } from "../../document/canvasView.ts";
import type { PaintedCard } from "./overlayPainter.ts";

/** Returns the cards of the canvas as they are painted: from the back to the front. */
export function paintedCards(nodes: Iterable<InternalNode>): readonly PaintedCard[] {
  const cards: (Box & { readonly flowId: string; readonly z: number })[] = [];
  for (const { id, type, internals, measured } of nodes) {
    if (type !== "card") continue;
    const { positionAbsolute, z } = internals;
    cards.push({ flowId: id, ...positionAbsolute, width: measured.width ?? 0, height: measured.height ?? 0, z });
  }
  cards.sort((a, b) => a.z - b.z);
  const covering = coveringOf(cards);
  return cards.map((card) => ({ ...card, covers: covering.has(card) }));
}

/** Those that lie on one that comes before them; found from left to right, since few reach into the same columns. */
function coveringOf<Card extends Box>(cards: readonly Card[]): ReadonlySet<Card> {
  const order = new Map(cards.map((card, at) => [card, at]));
  const covering = new Set<Card>();
  let open: Card[] = [];
  for (const card of cards.toSorted((a, b) => a.x - b.x)) {
    open = open.filter(({ x, width }) => x + width > card.x);
    for (const other of open) {
      if (other.y >= card.y + card.height || card.y >= other.y + other.height) continue;
      covering.add(order.get(card)! > order.get(other)! ? card : other);
    }
    open.push(card);
  }
  return covering;
}
