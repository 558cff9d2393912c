import { parameterKey } from "../program/carryOver.ts";
import type { Batch, Plan } from "../program/plan.ts";
import type { Kernels } from "../tensor/kernels/kernels.ts";
import type { Generator } from "../tensor/rng/generator.ts";
import { elements, sameShape } from "../tensor/shape.ts";
import { gatherBatch } from "./draw.ts";
import type { ParameterShelf } from "./parameterShelf.ts";
import type { Checkpoint, LossPoints } from "./protocol.ts";

/** What to keep of a session. `batches`: those drawn for this iteration, or null. */
export interface Keepsake {
  readonly plan: Plan;
  readonly iteration: number;
  readonly generator: Generator;
  readonly batches: readonly Batch[] | null;
  readonly curves: readonly LossPoints[];
  readonly shelf: ParameterShelf;
}

/** Copies everything needed to go on later, bit for bit. */
export function takeCheckpoint({ plan, iteration, generator, batches, curves, shelf }: Keepsake): Checkpoint {
  const parameters: Record<string, Checkpoint["parameters"][string]> = { ...shelf.entries() };
  for (const { node, name, tensor } of plan.parameters) {
    if (!tensor.storage.bound) continue;
    parameters[parameterKey(node, name)] = { shape: tensor.shape, data: Float32Array.from(tensor.storage.data) };
  }
  const rows = batches?.map(({ node, index }) => [node, Int32Array.from(index.storage.data)] as const);
  return {
    iteration,
    parameters,
    generator: generator.state(),
    batches: rows === undefined ? null : Object.fromEntries(rows),
    curves,
  };
}

/**
 * Puts a checkpoint's parameters, stream and batches into a program. A parameter that the graph has no more, or
 * in another shape, is left as the seed drew it.
 *
 * @returns the batch nodes whose rows were put back.
 */
export function restoreCheckpoint(
  plan: Plan,
  checkpoint: Checkpoint,
  generator: Generator,
  kernels: Kernels,
): readonly string[] {
  for (const { node, name, tensor } of plan.parameters) {
    const key = parameterKey(node, name);
    const kept = Object.hasOwn(checkpoint.parameters, key) ? checkpoint.parameters[key] : undefined;
    if (kept === undefined || !sameShape(kept.shape, tensor.shape) || kept.data.length !== elements(tensor.shape))
      continue;
    tensor.storage.data.set(kept.data);
  }
  generator.restore(checkpoint.generator);
  const held: string[] = [];
  for (const batch of plan.batches) {
    const rows = checkpoint.batches?.[batch.node];
    if (rows === undefined || rows.length !== batch.index.shape[0]) continue;
    if (rows.some((row) => row < 0 || row >= batch.count)) continue;
    batch.index.storage.data.set(rows);
    gatherBatch(batch, kernels);
    held.push(batch.node);
  }
  return held;
}
