import type { Batch, Plan } from "../program/plan.ts";
import type { Kernels } from "../tensor/kernels/kernels.ts";
import { Generator } from "../tensor/rng/generator.ts";

/**
 * Fills the parameters as the seed draws them, in the order in which their nodes run, and gives the generator
 * as it stands afterwards: the batches draw from there on.
 */
export function drawParameters(plan: Plan): Generator {
  const generator = new Generator(plan.seed);
  for (const { tensor } of plan.parameters) generator.randn(tensor.storage.data as Float32Array);
  return generator;
}

/** `ix = torch.randint(0, N, (size,))`, then the rows `ix` of each source. */
export function drawBatches(batches: readonly Batch[], generator: Generator, kernels: Kernels): void {
  for (const batch of batches) {
    generator.randint(batch.index.storage.data as Int32Array, batch.count);
    gatherBatch(batch, kernels);
  }
}

/** Puts the rows that were drawn into the batch's outputs. */
export function gatherBatch({ index, sources, outputs }: Batch, kernels: Kernels): void {
  for (const [at, source] of sources.entries()) kernels.gatherRows(source, index, outputs[at]!);
}
