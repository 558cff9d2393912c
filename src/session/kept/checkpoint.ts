import { rewindAccumulatedGrads } from "../../program/plan/accumulatedGrads.ts";
import { memoriesOf, parameterKey, slotKey, slotsOf } from "../../program/tensors/persistent.ts";
import type { Draw, Plan } from "../../program/plan/plan.ts";
import { isTypedArray, type TypedArray } from "../../tensor/dtype.ts";
import type { Kernels } from "../../tensor/kernels/kernels.ts";
import type { Generator, GeneratorState } from "../../tensor/rng/generator.ts";
import { elements } from "../../base/stridedLayout.ts";
import { sameShape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { ParameterShelf } from "./parameterShelf.ts";
import type { Checkpoint, Drawn } from "../../protocol/checkpoint.ts";
import type { LossBirth } from "../../protocol/notFiniteReport.ts";
import type { NotFromSeedAlone } from "../../protocol/exported.ts";
import type { LossPoints } from "../../protocol/lossPoints.ts";

/** Holds what to keep of a session. `draws`: those of this iteration, or null before they were drawn. */
export interface Keepsake {
  readonly plan: Plan;
  readonly iteration: number;
  /** Gives a copy of the numbers of a parameter or buffer. */
  readonly copy: (tensor: Tensor) => Float32Array;
  readonly generator: GeneratorState;
  readonly draws: readonly Draw[] | null;
  readonly curves: readonly LossPoints[];
  readonly birth: LossBirth | null;
  readonly shelf: ParameterShelf;
  /** The seed that gives the numbers by itself in as many iterations; null when none does. */
  readonly seed: number | null;
  readonly notFromSeed: NotFromSeedAlone | null;
  readonly trained: boolean;
}

/** Copies everything needed to go on later, bit for bit. */
export function takeCheckpoint({
  plan,
  iteration,
  copy,
  generator,
  draws,
  curves,
  birth,
  shelf,
  seed,
  notFromSeed,
  trained,
}: Keepsake): Checkpoint {
  const parameters: Record<string, Checkpoint["parameters"][string]> = { ...shelf.parameters() };
  for (const { node, name, tensor } of plan.parameters) {
    if (!tensor.storage.bound) continue;
    parameters[parameterKey(node, name)] = { shape: tensor.shape, data: copy(tensor) };
  }
  const held = draws?.map(({ node, recipe, drawn }) => [node, { recipe, data: drawn.map(copyOf) }] as const);
  const buffers = memoriesOf(plan).flatMap(({ node, name, mover, tensor }) =>
    tensor.storage.bound ? [{ node, name, mover, shape: tensor.shape, data: copy(tensor) }] : [],
  );
  return {
    iteration,
    parameters,
    buffers: [...shelf.buffers(), ...buffers],
    generator,
    draws: held === undefined ? null : Object.fromEntries(held),
    curves,
    birth,
    seed,
    notFromSeed,
    trained,
  };
}

/**
 * Returns the seed that gives a checkpoint's numbers by itself, if one does; asked before they are restored, when the
 * program holds what its own seed draws. Of one that does not say, as those of an earlier version, only iteration 0 can
 * be told: later ones are taken to be the seed's, as they mostly are.
 */
export function seedOf(checkpoint: Checkpoint, plan: Plan): number | null {
  const whole = plan.parameters.every(({ node, name, tensor }) => {
    const kept = parameterOf(checkpoint, node, name);
    return kept !== undefined && sameShape(kept.shape, tensor.shape);
  });
  if (!whole) return null;
  if (checkpoint.seed !== undefined) return checkpoint.seed;
  const asDrawn = plan.parameters.every(({ node, name, tensor: { storage } }) =>
    parameterOf(checkpoint, node, name)!.data.every((value, at) => Object.is(value, storage.data[at])),
  );
  return checkpoint.iteration > 0 || asDrawn ? plan.seed : null;
}

function parameterOf(
  { parameters }: Checkpoint,
  node: string,
  name: string,
): Checkpoint["parameters"][string] | undefined {
  const key = parameterKey(node, name);
  return Object.hasOwn(parameters, key) ? parameters[key] : undefined;
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
    const kept = parameterOf(checkpoint, node, name);
    if (kept === undefined || !sameShape(kept.shape, tensor.shape) || kept.data.length !== elements(tensor.shape))
      continue;
    tensor.storage.data.set(kept.data);
  }
  const slots = slotsOf(plan);
  for (const kept of checkpoint.buffers ?? []) {
    const slot = slots.get(slotKey(kept, kept.shape));
    if (slot?.tensor.storage.length === kept.data.length) slot.tensor.storage.data.set(kept.data);
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

/**
 * Whether the draw would be made in the same way, so that what was drawn can stand for it. Of a file from elsewhere not even
 * the rows are believed to be rows of the data.
 */
function fits({ recipe, data }: Drawn, { recipe: own, drawn, sources }: Draw): boolean {
  const rows = sources[0]?.shape[0] ?? Infinity;
  const isRow = (value: number): boolean => value >= 0 && value < rows;
  return (
    recipe === own &&
    drawn.every(({ dtype, storage }, at) => {
      const values = data[at];
      const alike = values !== undefined && values.length === storage.length && isTypedArray(dtype, values);
      return alike && (sources.length === 0 || values.every(isRow));
    })
  );
}

function copyOf({ storage }: Tensor): TypedArray {
  return storage.data.slice();
}
