import type { ReactNode } from "react";
import type { FacetCardProps } from "../../pictures/facets/facetProps.ts";
import { facetViews } from "../../pictures/facets/facetViews.ts";

/**
 * Returns what a card shows in place of its outputs. It is there for a node that says something by which they are
 * better known.
 */
export function cardFacet(card: FacetCardProps): ReactNode {
  const Card = facetViews.find((view) => view.Card && view.belongsTo(card.node, card.report))?.Card;
  return Card && <Card {...card} />;
}
