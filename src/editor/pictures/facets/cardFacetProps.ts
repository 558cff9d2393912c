/** Holds what a facet's picture on a card gets: what the node says. */
export interface CardFacetProps<Report> {
  readonly flowId: string;
  readonly node: string;
  readonly said: Report;
}
