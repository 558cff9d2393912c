import type { Graph } from "../../../src/graph/graph.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";
import type { Plan } from "../../../src/program/plan/plan.ts";
import type { Texts } from "../../../src/program/plan/texts.ts";
import { datasets } from "./galleryRecords.ts";

/** By the nodes of a graph and their types: what a node of another type made of the same is something else. */
const caches = new Map<string, CompileCache>();

/**
 * Plans a graph as a session does. What a graph makes of a data set is made once for all the tests of a process: to find
 * the words of a book and their contexts takes longer than many a training.
 */
export function planned(graph: Graph, texts: Texts = datasets): Plan {
  if (texts.size === 0) return planGraph(graph, texts, new CompileCache());
  const kind = graph.nodes.map(({ id, type }) => `${id}: ${type}`).join();
  const cache = caches.get(kind) ?? new CompileCache();
  caches.set(kind, cache);
  return planGraph(graph, texts, cache);
}
