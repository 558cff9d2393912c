import { sameItems } from "../../base/sameItems.ts";
import { persistentOf, slotKey, renamedPersistent } from "../tensors/persistent.ts";
import type { Plan } from "../plan/plan.ts";
import type { Program } from "../run/program.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";

/** Says whether an edit left the list of instructions as it was, whatever their nodes are called now. */
export function sameInstructions(before: Program, after: Program, renamed: Renamed): boolean {
  return (
    before.instructions.length === after.instructions.length &&
    before.plan.accumulated.length === after.plan.accumulated.length &&
    before.instructions.every((old, at) => {
      const now = after.instructions[at]!;
      return newId(renamed, old.node) === now.node && old.pass === now.pass && old.op === now.op;
    })
  );
}

/**
 * Says whether a program goes on from iteration to iteration as the one before the edit would have. Both have the same
 * instructions, none of them stale, over memory that is laid out alike.
 */
export function sameCourse(before: Program, after: Program, renamed: Renamed): boolean {
  const { state: old } = before.memory;
  const { state: now } = after.memory;
  return (
    old.end - old.start === now.end - now.start &&
    sameOutline(before.plan, after.plan, renamed) &&
    samePace(before.plan, after.plan, renamed)
  );
}

function sameOutline(before: Plan, after: Plan, renamed: Renamed): boolean {
  const [old, now] = [persistentOf(before), persistentOf(after)];
  // What the plans share is the same under whatever name.
  const isShared = old.length === now.length && old.every(({ tensor }, at) => tensor === now[at]!.tensor);
  if (isShared && before.draws.length === 0 && after.draws.length === 0) return true;
  return sameItems(outlineOf(before, renamed), outlineOf(after, {}));
}

/** What has memory of its own besides the results of instructions, in the order of its places there. */
function outlineOf(plan: Plan, renamed: Renamed): string[] {
  return [
    ...persistentOf(plan).map((persistent) => slotKey(renamedPersistent(persistent, renamed), persistent.tensor.shape)),
    ...plan.draws.map(({ node, recipe }) => JSON.stringify([newId(renamed, node), recipe])),
  ];
}

function samePace(before: Plan, after: Plan, renamed: Renamed): boolean {
  return [...before.nodes.values()].every(
    ({ id, recipe }) => recipe === null || recipe.pace === after.nodes.get(newId(renamed, id))?.recipe?.pace,
  );
}
