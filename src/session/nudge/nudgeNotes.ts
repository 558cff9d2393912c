import { formatNumber } from "../../base/formatNumber.ts";
import { offsetInStorage } from "../../base/stridedLayout.ts";
import { accumulatedGradOf } from "../../program/plan/accumulatedGrads.ts";
import type { LossCopy } from "../../program/nudge/lossCopy.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Followed } from "./followed.ts";

interface Nudge {
  readonly copy: LossCopy;
  readonly lossNode: string;
  readonly cell: CellRef;
  /** The number on the copy. */
  readonly value: number;
  readonly label: string;
  /** Nodes that drew on the copy. */
  readonly drawn: readonly string[];
  readonly grad: Tensor | null;
  /** The tensor in whose storage the number lies, and the number by that tensor's name. */
  readonly root: Tensor;
  readonly place: string;
}

/** Says what is to be known of a number that is moved, a sentence each. */
export function nudgeNotes(session: Followed, nudge: Nudge): string[] {
  const { copy, cell, grad, root, place } = nudge;
  const isView = copy.tensors.at(cell) !== root;
  return [
    ...standing(session, nudge),
    ...(isView ? [`It lies in a storage with ${place}: all that share it move along.`] : []),
    ...(grad === null
      ? ["No gradient leads back to it, so none foretells anything: PyTorch has none here either."]
      : []),
    ...ownGradient(session, nudge),
  ];
}

/** Which pass it is that the loss is of, where it is not the one on show. */
function standing({ program, progress, state }: Followed, { lossNode, cell, value, label, drawn }: Nudge): string[] {
  const notes: string[] = [];
  if (drawn.length > 0) {
    notes.push(
      `Iteration ${state.iteration} has yet to draw (${drawn.join(", ")}): the copy draws as the next step will, and the ` +
        "loss is of that.",
    );
  } else if (!progress.fresh.has(lossNode)) {
    notes.push("The loss is that of a forward pass with the parameters as they are now.");
  }
  const shown = program.tensors.at(cell);
  const now = numberIn(shown, cell.index);
  if (!Object.is(now, value)) {
    notes.push(`There ${label} is ${formatNumber(value)}; the ${formatNumber(now)} on show is from before.`);
  }
  return notes;
}

function numberIn(tensor: Tensor, index: readonly number[]): number {
  return tensor.storage.data[offsetInStorage(tensor, index)]!;
}

/** Why the gradient is not the one on the card. */
function ownGradient({ plan, program, progress }: Followed, { lossNode, cell, grad }: Nudge): string[] {
  const tensor = program.tensors.at(cell);
  if (!plan.grads.has(tensor)) return [];
  const losses = new Set(plan.optimizers.map(({ loss }) => loss));
  const notes: string[] = [];
  if (losses.size > 1) {
    notes.push(`The gradient on the card adds up those of ${losses.size} losses; this one is of ${lossNode} alone.`);
  }
  const isKept = accumulatedGradOf(plan, tensor) !== undefined;
  if (losses.size === 1 && !isKept && grad !== null && progress.graded.has(cell.node)) {
    const [shown, here] = [plan.grads.get(tensor)!, grad].map((of) => numberIn(of, cell.index));
    if (formatNumber(shown!) !== formatNumber(here!)) {
      notes.push(
        `The gradient here, ${formatNumber(here!)}, is that of the next backward pass, with the parameters as they are now; ` +
          `the ${formatNumber(shown!)} on the card is of the last one.`,
      );
    }
  }
  if (isKept) {
    notes.push("Without what earlier iterations left in .grad (zero_grad is off).");
  }
  return notes;
}
