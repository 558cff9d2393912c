import type { Graph } from "../../src/graph/graph.ts";
import { Session } from "../../src/session/session.ts";
import { datasets } from "../contract/graphs/galleryRecords.ts";
import { planned } from "../contract/graphs/planned.ts";
import { backend } from "../fastest.ts";

/** Trains a graph from its seed and returns the losses up to an iteration. */
export function lossesOf(graph: Graph, stopAt: number): readonly number[] {
  const losses: number[] = [];
  const session = new Session(backend, datasets, ({ loss }) => losses.push(loss));
  session.open(planned(graph), true);
  session.handle({ type: "train", stopAt });
  while (session.state.phase === "training") session.handle({ type: "tick" });
  return losses;
}
