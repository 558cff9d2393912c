import type { Said, SaidText } from "../../nodes/contract/said.ts";
import type { FacetNumbers, FacetReports } from "../../protocol/facetReports.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { SidePass } from "./sidePass.ts";

/** Names a tensor as a wire does, `emb.out`. */
export type NameOf = (tensor: Tensor) => string;

/** Holds what a facet knows of a node, whichever facet it is. */
export interface PlannedFacet {
  /** What it adds to the backward pass. */
  readonly sidePass?: SidePass | null;
  /** What is reported of it before anything runs. */
  readonly report?: (nameOf: NameOf) => object;
  /** What is reported of the numbers as they are. `graded`: whether the backward pass has got to the node. */
  readonly numbers?: (graded: boolean) => object;
  /** The numbers in lines of text, which are sent when they have changed. */
  readonly lines?: () => SaidText;
}

type Reporting<F> = F extends keyof FacetReports ? { readonly report: (nameOf: NameOf) => FacetReports[F] } : unknown;
type Measuring<F> = F extends keyof FacetNumbers ? { readonly numbers: (graded: boolean) => FacetNumbers[F] } : unknown;

/** Holds what facets know of a node, by their names. Each reports what the protocol has under its name. */
export type PlannedFacets = { readonly [F in keyof Said]?: PlannedFacet & Reporting<F> & Measuring<F> };
