import type { Graph } from "../../src/graph/graph.ts";
import type { Plan } from "../../src/program/plan/plan.ts";
import type { Exported } from "../../src/protocol/exported.ts";
import type { LossPoint } from "../../src/protocol/lossPoints.ts";
import { Session } from "../../src/session/session.ts";
import { kernels } from "../kernels.ts";

/** Trains a graph from its seed, and gives its plan and what is exported of the run. */
export function exportedOf(
  graph: Graph,
  texts: ReadonlyMap<string, string>,
  iterations = 20,
): { readonly plan: Plan; readonly exported: Exported } {
  const losses = new Map<string, LossPoint[]>();
  const session = new Session(kernels, texts, (point, node) => {
    losses.set(node, [...(losses.get(node) ?? []), point]);
  });
  const plan = session.planOf(graph);
  session.open(plan, true);
  if (plan.optimizers.length > 0) {
    session.handle({ type: "train", stopAt: iterations });
    while (session.state.phase === "training") session.handle({ type: "tick" });
  } else if (plan.losses.length > 0) {
    const [{ node, tensor }] = plan.losses as [(typeof plan.losses)[number]];
    losses.set(node, [{ iteration: 0, loss: tensor.storage.data[tensor.offset]! }]);
  }
  const ordered = plan.losses.flatMap(({ node }) => ({ node, points: losses.get(node) ?? [] }));
  return {
    plan,
    exported: {
      seedLosses: ordered,
      lastShown: ordered[0]?.points.at(-1) ?? null,
      iterations: session.state.iteration,
      notFromSeedAlone: null,
    },
  };
}
