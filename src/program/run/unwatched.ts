import { groupBy } from "../../base/groupBy.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import { backwardPass, firstWriters, type BackwardPass } from "./backwardPass.ts";
import { inOne, type InOne } from "./inOne.ts";
import type { Storage } from "../../tensor/storage.ts";
import type { Plan } from "../plan/plan.ts";
import { clearing, regionsOf } from "./beginBackward.ts";
import type { Instruction } from "./instruction.ts";
import type { UnkeptGradient } from "./unkeptGradients.ts";
import { clearedStorages, type Memory } from "./memory.ts";
import { later } from "./later.ts";
import { waiting } from "./waiting.ts";
import { writingFirst } from "./writingFirst.ts";

/**
 * Says what runs in an iteration that nobody looks into. Once it is over, and what waits has been made up for, all numbers
 * are to the bit those that the instructions give one by one.
 */
export interface Unwatched {
  /** Of each instruction 1 if the whole of it can wait ({@link waiting}), else 0. */
  readonly canWait: Uint8Array;
  /** Of each instruction what runs in its turn; null where it waits. */
  readonly turns: readonly ((() => void) | null)[];
  /** The same where another iteration follows at once: what nothing else in an iteration reads is not put anywhere. */
  readonly followed: readonly ((() => void) | null)[];
  /** The same, without the gradients that only an update reads: nobody looks at these either. */
  readonly moving: readonly ((() => void) | null)[];
  readonly unkept: readonly UnkeptGradient[];
  /** The instructions whose results are left out then, in order. */
  readonly skipped: readonly number[];
  /** Of each instruction of the backward pass what of it waits, in order; null where nothing does. It may run any number of times. */
  readonly left: readonly ((() => void) | null)[];
  /** Which instruction the backward pass begins with; none without one. */
  readonly begins: number;
  /** To be called where this instruction failed: what later ones were to write first is cleared. */
  readonly failedAt: (cursor: number) => void;
}

/** Is a program, as far as it is asked for. */
interface Prepared {
  readonly plan: Plan;
  readonly instructions: readonly Instruction[];
  readonly memory: Memory;
  readonly backend: Backend;
}

/**
 * Prepares it. Gradients are not cleared whose first writer is known: that one adds to 0, whatever is there. Those that are
 * copies of others wait.
 */
export function unwatched({ plan, instructions, memory, backend }: Prepared): Unwatched {
  const canWait = waiting(plan, instructions);
  const begins = instructions.findIndex(({ beginsBackward }) => beginsBackward === true);
  const firsts = firstWriters(plan, instructions);
  const begun = new Set([...firsts.values()].flatMap((storages) => [...storages]));
  const others = (): Storage[] => clearedStorages(plan).filter((storage) => !begun.has(storage));
  const clear = begins < 0 ? null : clearing(plan, memory, () => regionsOf(memory, others()));
  let prepared: BackwardPass | null = null;
  let joined: readonly InOne[] | null = null;
  let followed: Unwatched["turns"] | null = null;
  let moving: Unwatched["turns"] | null = null;
  // What never trains costs nothing.
  const pass = (): BackwardPass => (prepared ??= backwardPass(plan, instructions, firsts, begun, backend));
  const all = (): readonly InOne[] => (joined ??= inOne(plan, instructions, canWait, pass().calls, backend));
  const turnOf = ({ pass: which, run, describe }: Instruction, at: number): (() => void) | null => {
    if (canWait[at] === 1) return null;
    if (at === begins) return clear;
    return which === "backward" && describe !== undefined ? later(() => pass().turns.get(at) ?? run) : run;
  };
  const turns = instructions.map(turnOf);
  return {
    canWait,
    turns,
    get followed() {
      return (followed ??= withJoined(turns, all()));
    },
    get moving() {
      return (moving ??= withMoves(this.followed, pass(), backend));
    },
    get unkept() {
      return pass().unkept;
    },
    get skipped() {
      return all().flatMap(({ cursors }) => cursors.slice(0, -1));
    },
    get left() {
      return pass().left;
    },
    begins,
    failedAt(cursor) {
      if (cursor <= begins) return;
      for (const [at, storages] of firsts) {
        if (at > cursor) for (const { data } of storages) data.fill(0);
      }
    },
  };
}

/** The turns, with what is done in one done in the last one's. */
function withJoined(turns: Unwatched["turns"], joined: readonly InOne[]): Unwatched["turns"] {
  const changed = [...turns];
  for (const { cursors, run } of joined) {
    for (const cursor of cursors) changed[cursor] = null;
    changed[cursors.at(-1)!] = run;
  }
  return changed;
}

/** The turns, with what moves parameters at once done in that of the update. */
function withMoves(
  turns: Unwatched["turns"],
  { inTurn, firsts, unkept }: BackwardPass,
  backend: Backend,
): Unwatched["turns"] {
  const changed = [...turns];
  for (const [at, gradients] of groupBy(unkept, ({ backward }) => backward)) {
    const begun = new Set(firsts.get(at));
    for (const { storage } of gradients) begun.delete(storage);
    const left = inTurn[at]!.filter((call) => !gradients.some((gradient) => gradient.call === call));
    changed[at] = left.length === 0 && begun.size === 0 ? null : writingFirst(left, begun, backend);
  }
  for (const { update, move } of unkept) changed[update] = move;
  return changed;
}
