import type { NodeReport } from "../../../protocol/nodeReport.ts";

/** Holds what the inspector hands to a facet's view. */
export interface FacetViewProps {
  readonly node: { readonly id: string };
  readonly report: NodeReport;
}

/** Holds what a card hands to a facet's picture on it. */
export interface FacetCardProps extends FacetViewProps {
  readonly flowId: string;
}
