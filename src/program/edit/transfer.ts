import type { Renamed } from "../../graph/renamed.ts";
import { heldDraws } from "../plan/draw.ts";
import type { Draw, Plan } from "../plan/plan.ts";
import type { Program } from "../run/program.ts";
import { persistentOf, slotKey, slotsOf, renamedPersistent, type Persistent } from "../tensors/persistent.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { sameCourse, sameInstructions } from "./sameCourse.ts";
import { staleNodes } from "./stale.ts";

/** Describes a plan, and its program if there is memory for one. */
export interface Compiled {
  readonly plan: Plan;
  readonly program: Program | null;
}

/** Holds what an edit leaves of a program's numbers for the next one. Names are those after the edit. */
export interface Transfer {
  readonly before: Compiled;
  readonly after: Compiled;
  readonly renamed: Renamed;
  /** The nodes that compute something else than before. */
  readonly stale: ReadonlySet<string>;
  /** What was learned and has a slot now, as it was and as it is. */
  readonly kept: readonly { readonly from: Persistent; readonly to: Persistent }[];
  /** What was learned and has no slot now. */
  readonly shelved: readonly Persistent[];
  /** The draws that are as they were, each with what it was. */
  readonly held: ReadonlyMap<Draw, Draw>;
  /** Whether there are other instructions. */
  readonly moved: boolean;
  /** Whether running on, or again, would give other numbers. */
  readonly changed: boolean;
}

function byTensor(plan: Plan): Map<Tensor, Persistent> {
  return new Map(persistentOf(plan).map((persistent) => [persistent.tensor, persistent]));
}

/** Compares the programs before and after an edit. Pure: nothing is copied yet. */
export function transfer(before: Compiled, after: Compiled, renamed: Renamed): Transfer {
  const stale = staleNodes(before.plan, after.plan, renamed);
  const { program: old } = before;
  const { program } = after;
  const moved = old === null || program === null || !sameInstructions(old, program, renamed);
  const shared = program === null ? new Map<Tensor, Persistent>() : byTensor(after.plan);
  // Found by their slots are the few that the plans do not share.
  let slots: ReturnType<typeof slotsOf> | null = program === null ? new Map() : null;
  const kept: Transfer["kept"][number][] = [];
  const shelved: Persistent[] = [];
  for (const former of persistentOf(before.plan)) {
    if (!former.tensor.storage.bound) continue;
    const same = shared.get(former.tensor);
    if (same !== undefined) {
      kept.push({ from: same, to: same });
      continue;
    }
    const from = renamedPersistent(former, renamed);
    slots ??= slotsOf(after.plan);
    const to = slots.get(slotKey(from, from.tensor.shape));
    if (to === undefined) shelved.push(from);
    else kept.push({ from, to });
  }
  const held = old === null || program === null ? new Map<Draw, Draw>() : heldDraws(before.plan, after.plan, renamed);
  const changed = stale.size > 0 || moved || !sameCourse(old, program, renamed);
  return { before, after, renamed, stale, kept, shelved, held, moved, changed };
}
