import type { FunctionComponent } from "react";
import type { FacetReports } from "../../../protocol/facetReports.ts";
import type { NodeReport } from "../../../protocol/nodeReport.ts";
import { lazyPart } from "../../kit/lazyPart.tsx";
import type { FacetCardProps, FacetViewProps } from "./facetProps.ts";

type View = { readonly View: FunctionComponent<FacetViewProps> };
type Card = { readonly Card: FunctionComponent<FacetCardProps> };

/** A facet and its file. `onCard`: what it shows on a card in place of the outputs, for the reader. */
type Definition = { readonly facet: keyof FacetReports } & (
  | { readonly load: () => Promise<View> }
  | { readonly onCard: string; readonly load: () => Promise<View & Card> }
);

/** Every facet that is shown. A new one is its file and its line here. */
const definitions: readonly Definition[] = [
  { facet: "comparison", onCard: "The comparison", load: () => import("./comparison.tsx") },
  { facet: "floor", load: () => import("./floor.tsx") },
];

interface FacetView extends View, Partial<Card> {
  readonly name: string;
  readonly belongsTo: (node: unknown, report: NodeReport) => boolean;
}

/** Holds how facets are shown in the inspector, and some on cards. Each is loaded when it is first shown. */
export const facetViews: readonly FacetView[] = definitions.map((of) => ({
  name: of.facet,
  belongsTo: (_node, { facets }) => of.facet in facets,
  View: lazyPart("This part", async () => (await of.load()).View),
  ...("onCard" in of && { Card: lazyPart(of.onCard, async () => (await of.load()).Card) }),
}));
