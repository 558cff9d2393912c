import type { Facets } from "../../program/plan/facets.ts";
import type { TensorIndex } from "../../program/tensors/tensorIndex.ts";
import type { FacetNumbers, FacetReports } from "../../protocol/facetReports.ts";
import { compareNumbers, reportComparison } from "./reportComparison.ts";

type Planned<F extends keyof Facets> = NonNullable<Facets[F]>;

/** How each facet is reported that is. A new one has its line here. */
const reports: {
  readonly [F in keyof FacetReports]-?: (planned: Planned<F>, tensors: TensorIndex) => NonNullable<FacetReports[F]>;
} = {
  comparison: reportComparison,
  floor: (floor) => floor,
  likelihood: (likelihood) => likelihood,
};

/** How each facet is reported that says something of numbers. `graded`: whether the backward pass has got to the node. */
const numbers: {
  readonly [F in keyof FacetNumbers]-?: (planned: Planned<F>, graded: boolean) => NonNullable<FacetNumbers[F]>;
} = {
  comparison: compareNumbers,
};

/** Returns what a node says beside its tensors. */
export function reportFacets(facets: Facets, tensors: TensorIndex): FacetReports {
  return each(reports, facets, tensors);
}

/** Returns what it says of the numbers as they are; null when it says nothing of them. */
export function facetNumbers(facets: Facets, graded: boolean): FacetNumbers | null {
  const said = each(numbers, facets, graded);
  return Object.keys(said).length === 0 ? null : said;
}

/** What each of the functions makes of the facet of its name, where there is one. */
function each<Context>(
  functions: Readonly<Record<string, (planned: never, context: Context) => object>>,
  facets: Facets,
  context: Context,
): Record<string, object> {
  return Object.fromEntries(
    Object.entries(functions).flatMap(([name, report]) => {
      const planned = facets[name as keyof Facets];
      // The function of a name takes the facet of that name.
      return planned === undefined ? [] : [[name, report(planned as never, context)]];
    }),
  );
}
