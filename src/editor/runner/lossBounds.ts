import { parseEndpoint } from "../../base/endpoint.ts";
import { hasRole } from "../../nodes/catalogue.ts";
import type { Graph } from "../../graph/graph.ts";
import { derived } from "../../base/derived.ts";
import { reportOf } from "./reportOf.ts";
import type { LikelihoodFloor } from "../../protocol/facets/likelihood.ts";
import type { PlanReport } from "../../protocol/planReport.ts";

/** Holds what a loss can be held against. */
export interface LossBounds {
  /** log(vocab_size): the loss of a model to which every entry of the vocabulary is as likely as any other. */
  readonly nothing: { readonly loss: number; readonly classes: number } | null;
  /** The lowest loss that any model can reach on the examples, the clashes behind it, and the node that makes them. */
  readonly floor: { readonly loss: number; readonly node: string; readonly clashes: LikelihoodFloor["clashes"] } | null;
}

/** The nodes of which bounds are known: of thousands one or two, and asked for with each message. */
const boundedIn = derived((nodes: PlanReport["nodes"]) =>
  Object.keys(nodes).filter((id) => nodes[id]!.facets.likelihood !== undefined),
);

/** Returns the bounds of the loss that is trained: of the one that an optimiser stands behind, or else of the first. */
export function lossBounds(graph: Graph, plan: PlanReport | null): LossBounds {
  const ids = plan === null ? [] : boundedIn(plan.nodes);
  const losses = graph.nodes.flatMap(({ id }) => {
    const report = ids.includes(id) ? reportOf(plan, id) : undefined;
    const bounds = report?.facets.likelihood;
    return bounds === undefined ? [] : [{ id, classes: report?.scope["vocab_size"], floor: bounds.floor }];
  });
  if (losses.length === 0) return { nothing: null, floor: null };
  const optimizers = new Set(graph.nodes.filter((node) => hasRole(node, "optimizer")).map(({ id }) => id));
  const trained = losses.find(({ id }) =>
    graph.edges.some(
      ({ from, to }) => parseEndpoint(from)?.node === id && optimizers.has(parseEndpoint(to)?.node ?? ""),
    ),
  );
  const { classes = 0, floor = null } = trained ?? losses[0] ?? {};
  return {
    nothing: classes < 2 ? null : { loss: Math.log(classes), classes },
    floor: floor && { loss: floor.entropy, node: floor.node, clashes: floor.clashes },
  };
}
