import { parseEndpoint } from "../../base/endpoint.ts";
import type { Graph } from "../../graph/graph.ts";
import type { PlanReport } from "../../session/protocol.ts";

/** What a loss can be held against. */
export interface LossBounds {
  /** log(vocab_size): the loss of a model to which every entry of the vocabulary is as likely as any other. */
  readonly nothing: { readonly loss: number; readonly classes: number } | null;
  /** The lowest loss that any model can reach on the examples, and the node that makes them. */
  readonly floor: { readonly loss: number; readonly node: string } | null;
}

/** The bounds of the loss that is trained: of the cross_entropy that an optimiser stands behind, or else of the first. */
export function lossBounds(graph: Graph, plan: PlanReport | null): LossBounds {
  const losses = graph.nodes.filter(({ type }) => type === "cross_entropy").map(({ id }) => id);
  const trained = losses.find((id) =>
    graph.edges.some(({ from, to }) => from === `${id}.loss` && to.endsWith(".loss")),
  );
  const loss = trained ?? losses[0];
  if (plan === null || loss === undefined) return { nothing: null, floor: null };
  const classes = Object.hasOwn(plan.nodes, loss) ? plan.nodes[loss]?.scope["vocab_size"] : undefined;
  const examples = upstream(graph, `${loss}.target`).find((id) => floorOf(plan, id) !== null);
  const entropy = examples === undefined ? null : floorOf(plan, examples);
  return {
    nothing: classes === undefined || classes < 2 ? null : { loss: Math.log(classes), classes },
    floor: entropy === null || examples === undefined ? null : { loss: entropy, node: examples },
  };
}

function floorOf(plan: PlanReport, id: string): number | null {
  return (Object.hasOwn(plan.nodes, id) ? plan.nodes[id]?.floor?.entropy : null) ?? null;
}

/** The nodes that lead to an input, nearest first. */
function upstream(graph: Graph, input: string): string[] {
  const found = new Set<string>();
  const inputs = [input];
  for (const to of inputs) {
    const node = parseEndpoint(graph.edges.find((edge) => edge.to === to)?.from ?? "")?.node;
    if (node === undefined || found.has(node)) continue;
    found.add(node);
    inputs.push(...graph.edges.filter((edge) => parseEndpoint(edge.to)?.node === node).map((edge) => edge.to));
  }
  return [...found];
}
