import type { Draw, Plan } from "../../program/plan/plan.ts";
import type { Kernels } from "../../tensor/kernels/kernels.ts";
import { Generator } from "../../tensor/rng/generator.ts";

/**
 * Fills buffers with what they begin with, and parameters as the seed draws them, in their nodes' order. Gives the
 * generator as it stands afterwards: batches and masks draw from there on.
 */
export function drawParameters(plan: Plan): Generator {
  const generator = new Generator(plan.seed);
  for (const { tensor, fill } of plan.buffers) tensor.storage.data.fill(fill);
  for (const { tensor, init } of plan.parameters) init.fill(tensor, generator);
  return generator;
}

/** Does what an iteration begins with: batches and masks, in the order in which their nodes run. */
export function drawAll(draws: readonly Draw[], generator: Generator, kernels: Kernels): void {
  for (const { draw, derive } of draws) {
    draw(generator);
    derive(kernels);
  }
}
