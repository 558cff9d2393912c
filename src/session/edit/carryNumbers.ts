import { carryOver } from "../../program/edit/carryOver.ts";
import { otherNumbers } from "../../program/edit/otherNumbers.ts";
import type { Transfer } from "../../program/edit/transfer.ts";
import type { Draw } from "../../program/plan/plan.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Kernels } from "../../tensor/kernels/kernels.ts";
import { wasOutOfUse, type ParameterShelf } from "../kept/parameterShelf.ts";
import { drawAll, drawParameters } from "../machine/draw.ts";
import type { Machine } from "../machine/machine.ts";
import { computingNodes } from "../moves/cursor.ts";
import type { State } from "../moves/state.ts";

/** Says where a session's numbers are, the new program installed already. */
export interface Numbers {
  readonly machine: Machine;
  readonly shelf: ParameterShelf;
  readonly kernels: Kernels;
}

/** Holds what is left of the numbers after an edit. */
export interface Left {
  /** The nodes whose numbers are out of date. */
  readonly stale: ReadonlySet<string>;
  /** The nodes whose batches and masks of this iteration there are. */
  readonly drew: ReadonlySet<string>;
}

/** Carries over what was learned, and what was drawn for this iteration. `revive`: the edit was an undo or a redo. */
export function carryNumbers(
  change: Transfer,
  { machine, shelf, kernels }: Numbers,
  cursor: number,
  revive: boolean,
): Left {
  const { before, after, stale, held } = change;
  shelf.putAside(change);
  if (after.program !== null) {
    const afresh = drawParameters(after.plan);
    if (!machine.streaming) machine.generator = afresh;
    machine.streaming = true;
    const backward = (before.program?.instructions ?? []).findIndex(({ beginsBackward }) => beginsBackward === true);
    const carry = { stale, held, wholeGrads: !revive && cursor <= backward, persistent: true };
    const carried = before.program === null ? new Set<Tensor>() : carryOver(change, carry, kernels);
    shelf.putBack(after.plan, carried, (kept) => {
      if (revive) return "any";
      return wasOutOfUse(change, kept) ? "last" : "none";
    });
  }
  const drew = [...held].filter(([, former]) => machine.progress.drew(former.node)).map(([{ node }]) => node);
  return { stale, drew: new Set(drew) };
}

/** Draws parameters and, where this iteration's were drawn, batches and masks; carries over what holds with them. */
export function drawNumbers(change: Transfer, { machine, shelf, kernels }: Numbers, { drawn, iteration }: State): Left {
  const { before, after, stale: edited } = change;
  shelf.clear();
  if (after.program === null) return { stale: edited, drew: new Set() };
  const { plan } = after;
  const draws = drawn ? plan.draws : [];
  machine.generator = drawParameters(plan);
  machine.streaming = true;
  drawAll(draws, machine.generator, kernels);
  const drew = new Set(draws.map(({ node }) => node));
  if (before.program === null) return { stale: edited, drew };
  // Behind the first iteration all that is there is of another one: what ops gave, and what was drawn.
  const others =
    iteration > 0 ? [...computingNodes(plan), ...plan.draws.map(({ node }) => node)] : otherNumbers(change);
  const stale = new Set([...edited, ...others]);
  carryOver(change, { stale, held: new Map<Draw, Draw>(), wholeGrads: false, persistent: false }, kernels);
  return { stale, drew };
}
