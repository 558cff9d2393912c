import type { Graph } from "../../graph/graph.ts";
import { ask } from "./sessionLink.ts";
import type { Region } from "../../base/region.ts";
import type { ExamplesReport } from "../../protocol/examplesReport.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { GhostsQuestion, Replies } from "../../protocol/request.ts";
import type { CellRef, TensorRef } from "../../protocol/tensorRef.ts";
import type { TensorRegion } from "../../protocol/tensorRegion.ts";

/** What compiling this graph would say. Changes nothing. */
export function whatIf(graph: Graph): Promise<PlanReport> {
  return ask("whatIf", { graph });
}

/** Exact numbers of a part of a tensor. Rejects when the program has no such tensor. */
export function readTensor(tensor: TensorRef, region: Region): Promise<TensorRegion> {
  return ask("read", { tensor, region });
}

/** All of a tensor of this shape. */
export function readWholeTensor(tensor: TensorRef, shape: readonly number[]): Promise<TensorRegion> {
  return readTensor(tensor, { start: shape.map(() => 0), size: shape });
}

/** Numbers as they stand one after another in a tensor's storage. */
export function readStorage(tensor: TensorRef, start: number, count: number): Promise<Float64Array> {
  return ask("readStorage", { tensor, start, count });
}

/** The examples of a context or a batch node, as text. */
export function readExamples(node: string, start: number, count: number): Promise<ExamplesReport> {
  return ask("examples", { node, start, count });
}

/** The learning rates that an optimiser has at these iterations. */
export function learningRates(node: string, iterations: Float64Array): Promise<Float64Array> {
  return ask("schedule", { node, iterations });
}

/** Tries learning rates of an optimiser on a copy of the model, from 10^from to 10^to. */
export function sweep(node: string, from: number, to: number, steps: number): Promise<Replies["sweep"]> {
  return ask("sweep", { node, from, to, steps });
}

/** How a tensor's numbers are distributed. */
export function readStatistics(tensor: TensorRef, bins: number): Promise<Replies["statistics"]> {
  return ask("statistics", { tensor, bins });
}

/** Each parameter's gradient beside the parameter, over the iterations. */
export function readGradientRatios(): Promise<Replies["gradientRatios"]> {
  return ask("gradientRatios", {});
}

/** How one number of a tensor came to be. */
export function readWhy(cell: CellRef): Promise<Replies["why"]> {
  return ask("why", { cell });
}

/** Which examples pushed a cell of a parameter's gradient. */
export function readProvenance(cell: CellRef): Promise<Replies["provenance"]> {
  return ask("provenance", { cell });
}

/** What stands of a broadcast operand at some places of the result, and what comes back through them. */
export function readGhosts(question: GhostsQuestion): Promise<Replies["ghosts"]> {
  return ask("ghosts", question);
}
