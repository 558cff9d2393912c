import { readFileSync } from "node:fs";
import type { Graph } from "../../src/graph/graph.ts";
import { Session } from "../../src/session/session.ts";
import { backend } from "../kernels.ts";

/** Trains a graph from its seed and returns the losses up to an iteration. */
export function lossesOf(graph: Graph, stopAt: number): readonly number[] {
  const names = readFileSync(new URL("../../public/data/names.txt", import.meta.url), "utf8");
  const losses: number[] = [];
  const session = new Session(backend, new Map([["names", names]]), ({ loss }) => losses.push(loss));
  session.open(session.planOf(graph), true);
  session.handle({ type: "train", stopAt });
  while (session.state.phase === "training") session.handle({ type: "tick" });
  return losses;
}
