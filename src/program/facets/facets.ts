import { formatEndpoint } from "../../base/endpoint.ts";
import type { Said, SaidText } from "../../nodes/contract/said.ts";
import type { FacetNumbers, FacetReports } from "../../protocol/facetReports.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { PlannedFacet, PlannedFacets } from "../plan/plannedFacet.ts";
import type { SidePass } from "../plan/sidePass.ts";
import { outputTensors } from "../tensors/outputTensors.ts";
import type { TensorIndex } from "../tensors/tensorIndex.ts";
import { comparison } from "./comparison.ts";
import type { Facet, FacetContext } from "./facet.ts";
import { floor } from "./floor.ts";
import { likelihood } from "./likelihood.ts";
import { words } from "./words.ts";

/** Every facet. A new one is its file and its line here. */
const facets: { readonly [F in keyof Said]: Facet<F> } = { comparison, floor, likelihood, words };

/** Plans what all nodes say, by node. */
export function planFacets(
  sayings: ReadonlyMap<string, Partial<Said>>,
  context: Omit<FacetContext, "node" | "said" | "memo">,
  memo: <T>(node: string, dependencies: readonly unknown[], compute: () => T) => T,
): ReadonlyMap<string, PlannedFacets> {
  const said: FacetContext["said"] = (facet) =>
    new Map([...sayings].flatMap(([node, says]) => (facet in says ? [[node, says[facet]!] as const] : [])));
  const planned = new Map<string, PlannedFacets>();
  for (const [node, says] of sayings) {
    const own: Record<string, PlannedFacet> = {};
    const ofNode: FacetContext = { ...context, node, said, memo: (...remembered) => memo(node, ...remembered) };
    for (const [name, what] of Object.entries(says)) {
      // A record's values are of its keys' types, which TypeScript does not follow from one record to another.
      const plan: (says: never, context: FacetContext) => PlannedFacet = facets[name as keyof Said];
      own[name] = plan(what as never, ofNode);
    }
    planned.set(node, own);
  }
  return planned;
}

/** Returns what a node's facets add to the backward pass. */
export function facetPasses(planned: PlannedFacets): SidePass[] {
  return Object.values<PlannedFacet>(planned).flatMap(({ sidePass }) => sidePass ?? []);
}

/** Returns what is reported of what a node says beside its tensors. */
export function reportFacets(planned: PlannedFacets, tensors: TensorIndex): Partial<FacetReports> {
  return each(planned, ({ report }) => report?.((tensor) => nameOf(tensors, tensor)));
}

/** By the port that a wire starts from, if it is one. */
function nameOf(tensors: TensorIndex, tensor: Tensor): string {
  for (const { id, outputs } of tensors.plan.nodes.values()) {
    const output = outputTensors(outputs).find((candidate) => candidate.tensor === tensor);
    if (output !== undefined) return formatEndpoint({ node: id, port: output.port });
  }
  return formatEndpoint(tensors.nameOf(tensor)!);
}

/**
 * Returns what a node says of the numbers as they are; null when it says nothing of them.
 *
 * @param graded whether the backward pass has got to the node.
 */
export function facetNumbers(planned: PlannedFacets, graded: boolean): Partial<FacetNumbers> | null {
  const said = each(planned, ({ numbers }) => numbers?.(graded));
  return Object.keys(said).length === 0 ? null : said;
}

/** Returns what a node says of its numbers in lines of text; null when it says nothing so. */
export function facetLines(planned: PlannedFacets): SaidText | null {
  return Object.values(each(planned, ({ lines }) => lines?.()))[0] ?? null;
}

/** What is made of each of a node's facets, by its name, where something is. */
function each<Made>(planned: PlannedFacets, make: (facet: PlannedFacet) => Made | undefined): Record<string, Made> {
  return Object.fromEntries(
    Object.entries<PlannedFacet>(planned).flatMap(([name, facet]) => {
      const made = make(facet);
      return made === undefined ? [] : [[name, made]];
    }),
  );
}
