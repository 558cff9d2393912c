import { rewindAccumulatedGrads } from "../program/accumulatedGrads.ts";
import { parameterKey } from "../program/carryOver.ts";
import { memoriesOf, placeKey, placesOf } from "../program/lasting.ts";
import type { Draw, Plan } from "../program/plan.ts";
import type { TypedArray } from "../tensor/dtype.ts";
import type { Kernels } from "../tensor/kernels/kernels.ts";
import type { Generator } from "../tensor/rng/generator.ts";
import { elements } from "../base/place.ts";
import { sameShape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { ParameterShelf } from "./parameterShelf.ts";
import type { Checkpoint, Drawn, LossPoints } from "./protocol.ts";

/** What to keep of a session. `draws`: those of this iteration, or null before they were drawn. */
export interface Keepsake {
  readonly plan: Plan;
  readonly iteration: number;
  readonly generator: Generator;
  readonly draws: readonly Draw[] | null;
  readonly curves: readonly LossPoints[];
  readonly shelf: ParameterShelf;
}

/** Copies everything needed to go on later, bit for bit. */
export function takeCheckpoint({ plan, iteration, generator, draws, curves, shelf }: Keepsake): Checkpoint {
  const parameters: Record<string, Checkpoint["parameters"][string]> = { ...shelf.parameters() };
  for (const { node, name, tensor } of plan.parameters) {
    if (!tensor.storage.bound) continue;
    parameters[parameterKey(node, name)] = { shape: tensor.shape, data: Float32Array.from(tensor.storage.data) };
  }
  const held = draws?.map(({ node, recipe, drawn }) => [node, { recipe, data: drawn.map(copyOf) }] as const);
  const buffers = memoriesOf(plan).flatMap(({ node, name, mover, tensor }) =>
    tensor.storage.bound
      ? [{ node, name, mover, shape: tensor.shape, data: Float32Array.from(tensor.storage.data) }]
      : [],
  );
  return {
    iteration,
    parameters,
    buffers: [...shelf.buffers(), ...buffers],
    generator: generator.state(),
    draws: held === undefined ? null : Object.fromEntries(held),
    curves,
  };
}

/**
 * Puts a checkpoint's parameters, buffers, stream and draws into a program. A parameter that the graph has no more, or
 * in another shape, is left as the seed drew it.
 *
 * @returns the nodes whose draws were put back.
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
  const places = placesOf(plan);
  for (const kept of checkpoint.buffers ?? []) {
    const place = places.get(placeKey(kept, kept.shape));
    if (place?.tensor.storage.length === kept.data.length) place.tensor.storage.data.set(kept.data);
  }
  rewindAccumulatedGrads(plan);
  generator.restore(checkpoint.generator);
  // A checkpoint that an earlier version of the program kept has none.
  const draws = checkpoint.draws ?? null;
  const held: string[] = [];
  for (const draw of plan.draws) {
    const kept = draws !== null && Object.hasOwn(draws, draw.node) ? draws[draw.node]! : null;
    if (kept === null || !fits(kept, draw)) continue;
    for (const [at, { storage }] of draw.drawn.entries()) storage.data.set(kept.data[at]!);
    draw.derive(kernels);
    held.push(draw.node);
  }
  return held;
}

/** Whether the draw would be made in the same way, so that what was drawn can stand for it. */
function fits({ recipe, data }: Drawn, draw: Draw): boolean {
  return recipe === draw.recipe && draw.drawn.every(({ storage }, at) => data[at]?.length === storage.length);
}

function copyOf({ storage }: Tensor): TypedArray {
  return storage.data.slice();
}
