import type { ReactNode } from "react";
import type { NodeReport } from "../../../protocol/nodeReport.ts";
import { lazyPart } from "../../kit/lazyPart.tsx";
import type { CardFacetProps } from "../../pictures/facets/cardFacetProps.ts";

const CardComparison = lazyPart(
  "The comparison",
  async () => (await import("../../pictures/facets/comparison.tsx")).CardComparison,
);

type Card = Omit<CardFacetProps<never>, "said">;

/**
 * Returns what a card shows in place of its outputs. It is there for a node that says something by which they are
 * better known.
 */
export function cardFacet({ facets: { comparison } }: NodeReport, card: Card): ReactNode {
  return comparison === undefined ? null : <CardComparison {...card} said={comparison} />;
}
