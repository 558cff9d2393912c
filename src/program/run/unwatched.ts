import type { Backend, KernelName, Operands } from "../../tensor/backend/backend.ts";
import { isWhole, prepared, Recorder, tensorsOf, wholeOf, type Call } from "../../tensor/backend/recorder.ts";
import type { Storage } from "../../tensor/storage.ts";
import { passGrads } from "../plan/accumulatedGrads.ts";
import type { Plan } from "../plan/plan.ts";
import { clearing, regionsOf } from "./beginBackward.ts";
import type { Instruction } from "./instruction.ts";
import { clearedStorages, type Memory } from "./memory.ts";
import { waiting } from "./waiting.ts";

/**
 * Says what runs in an iteration that nobody looks into. Once it is over, and what waits has been made up for, all numbers
 * are to the bit those that the instructions give one by one.
 */
export interface Unwatched {
  /** Of each instruction 1 if it can wait ({@link waiting}), else 0. */
  readonly canWait: Uint8Array;
  /** Of each instruction what runs in its turn; null where it waits. */
  readonly turns: readonly ((() => void) | null)[];
  /** To be called where this instruction failed: what later ones were to write first is cleared. */
  readonly failedAt: (cursor: number) => void;
}

/** Prepares it: gradients are not cleared whose first writer is known. That one adds to 0, whatever is there. */
export function unwatched(
  plan: Plan,
  instructions: readonly Instruction[],
  memory: Memory,
  backend: Backend,
): Unwatched {
  const canWait = waiting(plan, instructions);
  const begins = instructions.findIndex(({ beginsBackward }) => beginsBackward === true);
  const firsts = firstWriters(plan, instructions);
  const left = new Set([...firsts.values()].flatMap((storages) => [...storages]));
  const others = (): Storage[] => clearedStorages(plan).filter((storage) => !left.has(storage));
  const clear = begins < 0 ? null : clearing(plan, memory, () => regionsOf(memory, others()));
  const recorder = new Recorder(backend);
  const turns = instructions.map(({ run, describe }, at) => {
    if (canWait[at] === 1) return null;
    if (at === begins) return clear;
    const first = firsts.get(at);
    return first === undefined || describe === undefined
      ? run
      : later(() => writingFirst(recorder.record(describe), first, backend));
  });
  return {
    canWait,
    turns,
    failedAt(cursor) {
      if (cursor <= begins) return;
      for (const [at, storages] of firsts) {
        if (at > cursor) for (const { data } of storages) data.fill(0);
      }
    },
  };
}

/** Returns the instructions that are the first to touch gradients, and those gradients, where they only add to them. */
function firstWriters(plan: Plan, instructions: readonly Instruction[]): Map<number, ReadonlySet<Storage>> {
  const grads = passGrads(plan);
  const accumulated = plan.accumulated.flatMap(({ grad, part, before, kept }) => [grad, part, before, kept]);
  const sides = plan.sidePasses.flatMap(({ branches }) => branches.flatMap((branch) => [...branch.grads.values()]));
  const touched = new Set(accumulated.map(({ storage }) => storage));
  const firsts = new Map<number, ReadonlySet<Storage>>();
  for (const [at, { pass, applied, describe, every, results, beginsBackward }] of instructions.entries()) {
    if (pass !== "backward") continue;
    const dy = applied === undefined ? undefined : grads.get(applied.output);
    if (dy !== undefined) touched.add(dy.storage);
    const written = new Set(results.map(({ storage }) => storage).filter((storage) => !touched.has(storage)));
    if (describe !== undefined && every === undefined && written.size > 0) firsts.set(at, written);
    const isSide = applied === undefined && beginsBackward !== true;
    for (const { storage } of isSide ? [...results, ...sides] : results) touched.add(storage);
  }
  return firsts;
}

/** Returns what does calls of which some are the first to touch these storages, which have not been cleared. */
function writingFirst(calls: readonly Call[], storages: ReadonlySet<Storage>, backend: Backend): () => void {
  const left = new Set(storages);
  const steps: (() => void)[] = [];
  /** Of each storage, the step that touches it first. */
  const firsts: { readonly storage: Storage; readonly step: number }[] = [];
  const touch = (storage: Storage): void => {
    firsts.push({ storage, step: steps.length });
    left.delete(storage);
  };
  const clear = (cleared: readonly Storage[]): void => {
    for (const storage of cleared) {
      touch(storage);
      steps.push(backend.prepare("fill", wholeOf(storage), 0));
    }
  };
  for (const call of calls) {
    const tensors = tensorsOf(call);
    const first = tensors.filter(({ storage }) => left.has(storage));
    const only = first.length === 1 && first[0] === tensors.at(-1) ? first[0]! : null;
    const begun = only !== null && isWhole(only) ? fromZero(backend, call) : null;
    if (only !== null && begun !== null) {
      touch(only.storage);
      steps.push(begun);
    } else {
      // What other work touches is not known.
      clear(call.kernel === null ? [...left] : [...new Set(first.map(({ storage }) => storage))]);
      steps.push(prepared(backend, call));
    }
  }
  clear([...left]);
  return () => {
    let at = 0;
    try {
      for (; at < steps.length; at++) steps[at]!();
    } catch (error) {
      for (const { storage, step } of firsts) if (step >= at) storage.data.fill(0);
      throw error;
    }
  };
}

function fromZero(backend: Backend, call: Call): (() => void) | null {
  if (call.kernel === null) return null;
  return backend.prepareFromZero?.(call.kernel, ...(call.operands as Operands<KernelName>)) ?? null;
}

/** Returns the same, prepared when it first runs: what never runs costs nothing. */
function later(prepare: () => () => void): () => void {
  let run: (() => void) | null = null;
  return () => {
    run ??= prepare();
    run();
  };
}
