import { elements } from "../../base/place.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp, Draw, LossFloor } from "./plan.ts";

/** The lowest loss on the targets of a node's examples, and where those of one token are left out. */
export interface TargetFloor {
  readonly node: string;
  readonly floor: LossFloor;
  readonly without: (token: number) => LossFloor;
}

/**
 * The targets of examples that a tensor shows: it is they, a view of all of them, or a batch that is drawn from them.
 * What an op makes of them are others.
 */
export function floorUnder(
  target: Tensor,
  floors: ReadonlyMap<Tensor, TargetFloor>,
  applied: readonly AppliedOp[],
  draws: readonly Draw[],
): TargetFloor | null {
  let tensor = target;
  for (;;) {
    const floor = floors.get(tensor);
    if (floor !== undefined) return floor;
    const source = viewed(tensor, applied) ?? drawnFrom(tensor, draws);
    if (source === null) return null;
    tensor = source;
  }
}

function viewed(tensor: Tensor, applied: readonly AppliedOp[]): Tensor | null {
  const made = applied.find(({ output }) => output === tensor);
  if (made?.op.kind !== "view") return null;
  const [input] = Object.values(made.inputs);
  return input !== undefined && elements(input.shape) === elements(tensor.shape) ? input : null;
}

function drawnFrom(tensor: Tensor, draws: readonly Draw[]): Tensor | null {
  for (const { sources, outputs } of draws) {
    const at = outputs.indexOf(tensor);
    if (at >= 0) return sources[at] ?? null;
  }
  return null;
}
